package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** The payment is kept aside, and not credited; the reason is a stable word. */
@Revision("1")
public record DepositSuspended(String depositId, String reason) implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
