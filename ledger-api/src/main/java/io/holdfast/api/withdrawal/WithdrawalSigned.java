package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** These bytes, and no others, pay it out. */
@Revision("1")
public record WithdrawalSigned(
    String withdrawalId, String transaction, String signedHex, String chainFee)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
