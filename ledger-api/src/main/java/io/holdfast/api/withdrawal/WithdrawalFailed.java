package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** It can never be mined; the hold is released. */
@Revision("1")
public record WithdrawalFailed(String withdrawalId, String reason) implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
