package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/** An inbound payment. One that came in for nobody we know has no owner. */
public record DepositView(
    String depositId,
    String requestId,
    String accountId,
    @Nullable String ownerId,
    String rail,
    String transaction,
    long output,
    String asset,
    String amount,
    String state,
    long confirmations,
    int creditDepthBlocks,
    int finalityDepthBlocks,
    @Nullable Long height,
    @Nullable String blockHash,
    @Nullable String detail,
    long seenAtMillis,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return depositId;
  }
}
