package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** A person refused it; the hold is released. */
@Revision("1")
public record WithdrawalRejected(String withdrawalId, String rejectedBy, String reason)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
