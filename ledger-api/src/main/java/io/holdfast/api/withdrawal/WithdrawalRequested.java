package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** Funds are held; so many approvals are needed. */
@Revision("1")
public record WithdrawalRequested(
    String withdrawalId,
    String accountId,
    String rail,
    String asset,
    String amount,
    String fee,
    String destination,
    String requestedBy,
    int approvalsNeeded,
    int finalityDepthBlocks)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
