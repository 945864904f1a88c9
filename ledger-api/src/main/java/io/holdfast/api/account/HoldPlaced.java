package io.holdfast.api.account;

import org.axonframework.serialization.Revision;

/**
 * An amount was set aside. The reason tells for what: the policy counts withdrawals of the last 24
 * hours by it.
 */
@Revision("1")
public record HoldPlaced(
    String accountId,
    String holdId,
    String asset,
    String amount,
    String reason,
    String postedAfter,
    String heldAfter,
    long atMillis)
    implements AccountEvent {
  @Override
  public String streamId() {
    return accountId;
  }
}
