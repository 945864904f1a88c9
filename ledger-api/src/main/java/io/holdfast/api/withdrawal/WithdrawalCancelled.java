package io.holdfast.api.withdrawal;

import org.axonframework.serialization.Revision;

/** Called back before it was signed; the hold is released. */
@Revision("1")
public record WithdrawalCancelled(String withdrawalId, String cancelledBy)
    implements WithdrawalEvent {
  @Override
  public String streamId() {
    return withdrawalId;
  }
}
