package io.holdfast.api.withdrawal;

/**
 * The payment can never be mined: another transaction finally spent its coins. The hold is
 * released.
 */
public record FailWithdrawal(WithdrawalId withdrawalId, String reason)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
