package io.holdfast.api.account;

/** Gives a hold back to the available balance. */
public record ReleaseHold(AccountId accountId, HoldId holdId) implements AccountCommand {
  @Override
  public String targetId() {
    return accountId.value();
  }
}
