package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** A payment taken back no longer counts. */
@Revision("1")
public record PaymentUncounted(
    String requestId, String depositId, String amount, String receivedAfter, String outcome)
    implements DepositRequestEvent {
  @Override
  public String streamId() {
    return requestId;
  }
}
