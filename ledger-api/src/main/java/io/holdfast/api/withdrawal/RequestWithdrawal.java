package io.holdfast.api.withdrawal;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.money.Money;

/**
 * Pays out to an address. The amount and the fee are held at once; the policy decides who must
 * approve.
 */
public record RequestWithdrawal(
    WithdrawalId withdrawalId,
    AccountId accountId,
    Money amount,
    String destination,
    String requestedBy)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
