package io.holdfast.api.account;

import org.axonframework.serialization.Revision;

/** A journal entry changed this account's posted balance by a signed amount. */
@Revision("1")
public record AmountPosted(
    String accountId,
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
