package io.holdfast.api.account;

import org.axonframework.serialization.Revision;

/** An address no longer stands on the allow-list. */
@Revision("1")
public record DestinationDisallowed(String accountId, String rail, String address)
    implements AccountEvent {
  @Override
  public String streamId() {
    return accountId;
  }
}
