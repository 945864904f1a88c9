package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/** An inbound payment. */
public record DepositView(
    String depositId,
    String requestId,
    String accountId,
    String ownerId,
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
