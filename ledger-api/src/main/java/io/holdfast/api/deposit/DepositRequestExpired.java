package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;

/** Time ran out before the request was met. Its address stays watched for ever. */
@Revision("1")
public record DepositRequestExpired(String requestId, String receivedAfter)
    implements DepositRequestEvent {
  @Override
  public String streamId() {
    return requestId;
  }
}
