package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** A credited payment counts towards the request. */
@Revision("1")
public record PaymentCounted(
    String requestId, String depositId, String amount, String receivedAfter, String outcome)
    implements DepositRequestEvent {
  @Override
  public String streamId() {
    return requestId;
  }
}
