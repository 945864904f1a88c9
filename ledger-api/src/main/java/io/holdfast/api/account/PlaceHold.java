package io.holdfast.api.account;

import io.holdfast.api.money.Money;

/** Sets an amount aside: available shrinks, posted stays. */
public record PlaceHold(AccountId accountId, HoldId holdId, Money amount, String reason)
    implements AccountCommand {
  /** The reason of a hold that counts towards what an account may withdraw in 24 hours. */
  public static final String FOR_WITHDRAWAL = "withdrawal";

  @Override
  public String targetId() {
    return accountId.value();
  }
}
