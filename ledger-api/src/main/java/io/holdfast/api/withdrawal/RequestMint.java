package io.holdfast.api.withdrawal;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.money.Money;

/**
 * Has new tokens made on their chain, which we keep for this account. It goes the way of a
 * withdrawal, for it is signed, sent and followed as one, with {@value #DESTINATION} in the place
 * of a destination; nothing is held. However little it is, a second person must approve: here money
 * comes into being. When it is final, the account has it, against the world, which is where the
 * issuer is.
 */
public record RequestMint(
    WithdrawalId withdrawalId, AccountId accountId, Money amount, String requestedBy)
    implements WithdrawalCommand {
  /** No chain has such an address. */
  public static final String DESTINATION = "mint";

  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
