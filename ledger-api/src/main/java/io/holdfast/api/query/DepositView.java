package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * An inbound payment. One that came in for nobody we know has no owner.
 *
 * @param accountId who is credited; of an order's payment the buyer's, who is not: it goes into the
 *     order's pot when it is final
 * @param orderId the order that it is for, or null
 */
public record DepositView(
    String depositId,
    String requestId,
    String accountId,
    @Nullable String orderId,
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
