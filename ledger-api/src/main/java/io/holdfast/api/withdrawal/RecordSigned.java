package io.holdfast.api.withdrawal;

import io.holdfast.api.money.Money;

/**
 * Stores the signed bytes before anything is sent. Other bytes for the same withdrawal are refused.
 */
public record RecordSigned(
    WithdrawalId withdrawalId, String transaction, String signedHex, Money chainFee)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
