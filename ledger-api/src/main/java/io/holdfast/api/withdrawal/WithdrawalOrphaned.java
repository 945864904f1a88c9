package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** The block that held it lost its place; it is sent again. */
@Revision("1")
public record WithdrawalOrphaned(String withdrawalId, long height, String blockHash)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
