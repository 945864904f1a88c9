package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** A payment to one of our addresses was seen. */
@Revision("1")
public record DepositDetected(
    String depositId,
    String requestId,
    String accountId,
    String rail,
    String transaction,
    long output,
    String asset,
    String amount,
    int creditDepthBlocks,
    int finalityDepthBlocks,
    long seenAtMillis)
    implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
