package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** The payment stands in a block, so many deep. */
@Revision("1")
public record WithdrawalConfirmed(
    String withdrawalId, long height, String blockHash, long confirmations)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
