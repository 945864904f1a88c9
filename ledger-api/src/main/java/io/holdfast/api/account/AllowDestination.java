package io.holdfast.api.account;

/**
 * Puts an address on the allow-list. An account that has a list for a rail pays to nothing else
 * there.
 */
public record AllowDestination(AccountId accountId, String rail, String address)
    implements AccountCommand {
  @Override
  public String targetId() {
    return accountId.value();
  }
}
