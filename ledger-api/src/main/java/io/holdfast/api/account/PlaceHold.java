package io.holdfast.api.account;

import io.holdfast.api.money.Money;

/** Sets an amount aside: available shrinks, posted stays. */
public record PlaceHold(AccountId accountId, HoldId holdId, Money amount, String reason)
    implements AccountCommand {
  @Override
  public String targetId() {
    return accountId.value();
  }
}
