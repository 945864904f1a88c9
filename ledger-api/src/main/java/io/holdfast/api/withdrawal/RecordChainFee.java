package io.holdfast.api.withdrawal;

import io.holdfast.api.money.Money;

/**
 * What the chain took for the transaction, where the signed bytes say only how much it may take at
 * most. Told when a block holds it, and before its end: settled or failed.
 */
public record RecordChainFee(WithdrawalId withdrawalId, String transaction, Money chainFee)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
