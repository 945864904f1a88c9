package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** The payment stands in a block, so many deep. */
@Revision("1")
public record DepositConfirmed(String depositId, long height, String blockHash, long confirmations)
    implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
