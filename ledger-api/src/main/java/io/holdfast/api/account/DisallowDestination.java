package io.holdfast.api.account;

/** Takes an address off the allow-list. */
public record DisallowDestination(AccountId accountId, String rail, String address)
    implements AccountCommand {
  @Override
  public String targetId() {
    return accountId.value();
  }
}
