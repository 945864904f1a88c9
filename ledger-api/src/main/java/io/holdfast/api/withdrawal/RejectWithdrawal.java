package io.holdfast.api.withdrawal;

/** A second person refuses; the hold is released. */
public record RejectWithdrawal(WithdrawalId withdrawalId, String rejectedBy, String reason)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
