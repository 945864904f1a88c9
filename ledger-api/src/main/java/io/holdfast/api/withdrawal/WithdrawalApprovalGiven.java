package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** One more person agreed. */
@Revision("1")
public record WithdrawalApprovalGiven(String withdrawalId, String approver, int approvalsLeft)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
