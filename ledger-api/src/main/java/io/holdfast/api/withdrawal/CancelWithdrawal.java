package io.holdfast.api.withdrawal;

/** The one who asked thinks better of it, as long as nothing is signed. */
public record CancelWithdrawal(WithdrawalId withdrawalId, String cancelledBy)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
