package io.holdfast.api.withdrawal;

/** A node took the stored bytes. */
public record RecordBroadcast(WithdrawalId withdrawalId, String transaction)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
