package io.holdfast.api.account;

import org.axonframework.serialization.Revision;

/** A hold was spent by a journal entry: held and posted shrank together. */
@Revision("1")
public record HoldCaptured(
    String accountId,
    String holdId,
    String entryId,
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
