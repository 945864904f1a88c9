package io.holdfast.api.account;

import org.axonframework.serialization.Revision;

/** A hold was given back. */
@Revision("1")
public record HoldReleased(
    String accountId,
    String holdId,
    String asset,
    String amount,
    String postedAfter,
    String heldAfter)
    implements AccountEvent {
  @Override
  public String streamId() {
    return accountId;
  }
}
