package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** It may be signed. */
@Revision("1")
public record WithdrawalApproved(String withdrawalId) implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
