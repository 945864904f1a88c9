package io.holdfast.api.account;

import org.axonframework.serialization.Revision;

/** An address stands on the allow-list. */
@Revision("1")
public record DestinationAllowed(String accountId, String rail, String address)
    implements AccountEvent {
  @Override
  public String streamId() {
    return accountId;
  }
}
