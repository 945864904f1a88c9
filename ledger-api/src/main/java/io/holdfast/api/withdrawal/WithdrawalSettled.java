package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** Final: the hold was captured by this entry. */
@Revision("1")
public record WithdrawalSettled(String withdrawalId, String entryId) implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
