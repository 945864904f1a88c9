package io.holdfast.api.deposit;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An address was given out for one account. */
@Revision("1")
public record DepositRequested(
    String requestId,
    String accountId,
    String rail,
    String asset,
    String address,
    @Nullable String expected,
    long expiresAtMillis)
    implements DepositRequestEvent {
  @Override
  public String streamId() {
    return requestId;
  }
}
