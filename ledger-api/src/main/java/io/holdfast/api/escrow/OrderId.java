package io.holdfast.api.escrow;

import io.holdfast.api.Ids;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.journal.EntryId;

/**
 * Names one order. Shorter than other ids, so that its pot and its entries can be named after it.
 */
public record OrderId(String value) {
  public static final String PREFIX = "order:";
  private static final int MAX_LENGTH = 96;

  /**
   * @throws Rejection MALFORMED_ID
   */
  public OrderId {
    value = Ids.require(PREFIX, value);
    if (value.length() > MAX_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_ID, "An order's id has at most " + MAX_LENGTH + " characters.");
    }
  }

  /** The account that keeps this order's money, and no other's. */
  public AccountId pot() {
    return new AccountId(AccountId.POT + value.substring(PREFIX.length()));
  }

  /**
   * The entry by which money leaves the pot.
   *
   * @param number of the payout, from 1
   */
  public EntryId payout(int number) {
    return new EntryId(EntryId.PREFIX + value + ":out-" + number);
  }

  @Override
  public String toString() {
    return value;
  }
}
