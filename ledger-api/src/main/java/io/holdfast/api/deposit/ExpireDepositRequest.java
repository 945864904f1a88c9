package io.holdfast.api.deposit;

/**
 * The time of a request has run out. Refused quietly when it has not, or when the request is met.
 */
public record ExpireDepositRequest(DepositRequestId requestId) implements DepositRequestCommand {
  @Override
  public String targetId() {
    return requestId.value();
  }
}
