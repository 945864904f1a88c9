package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** No reorganisation the rail allows can take it back. */
@Revision("1")
public record DepositFinalized(String depositId) implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
