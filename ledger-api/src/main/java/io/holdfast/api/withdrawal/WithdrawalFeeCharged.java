package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** The chain took this fee for its transaction, in the block that holds it. */
@Revision("1")
public record WithdrawalFeeCharged(String withdrawalId, String transaction, String chainFee)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
