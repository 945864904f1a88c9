package io.holdfast.api.withdrawal;

/** A second person agrees. Never the one who asked. */
public record ApproveWithdrawal(WithdrawalId withdrawalId, String approver)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
