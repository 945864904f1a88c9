package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** Another transaction spent the same coins. */
@Revision("1")
public record DepositReplaced(String depositId, String byTransaction) implements PaymentEvent {
  @Override
  public String streamId() {
    return depositId;
  }
}
