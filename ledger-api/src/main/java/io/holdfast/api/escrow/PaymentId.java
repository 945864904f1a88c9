package io.holdfast.api.escrow;

import io.holdfast.api.Ids;
import io.holdfast.api.journal.EntryId;

/**
 * Names one payment towards an order. It is derived from what the rail names it by, so that being
 * told again is the same payment; and so is its journal entry, so that one payment is never counted
 * for two orders.
 */
public record PaymentId(String value) {
  public static final String PREFIX = "payment:";

  public PaymentId {
    value = Ids.require(PREFIX, value);
  }

  /** The one payment of an order that is paid from a balance. */
  public static PaymentId fromBalance(OrderId orderId) {
    return new PaymentId(PREFIX + orderId.value());
  }

  /** Whether the entry is a payment's. */
  public static boolean names(EntryId entryId) {
    return entryId.value().startsWith(EntryId.PREFIX + PREFIX);
  }

  public EntryId entry() {
    return new EntryId(EntryId.PREFIX + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
