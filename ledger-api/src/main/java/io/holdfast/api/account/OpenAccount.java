package io.holdfast.api.account;

/** Opens an account for an owner. Asked again with the same content, it is a quiet success. */
public record OpenAccount(AccountId accountId, String ownerId, String label)
    implements AccountCommand {
  @Override
  public String targetId() {
    return accountId.value();
  }
}
