package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** A node took the bytes. */
@Revision("1")
public record WithdrawalBroadcast(String withdrawalId, String transaction)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
