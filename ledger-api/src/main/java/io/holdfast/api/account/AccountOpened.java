package io.holdfast.api.account;

import org.axonframework.serialization.Revision;

/** An account exists from here on, with nothing in it. */
@Revision("1")
public record AccountOpened(String accountId, String ownerId, String label)
    implements AccountEvent {
  @Override
  public String streamId() {
    return accountId;
  }
}
