package io.holdfast.api.deposit;

import io.holdfast.api.Ids;
import io.holdfast.api.escrow.PaymentId;

/**
 * Names one inbound payment. It is derived from where the chain keeps it, so seeing it again is the
 * same deposit.
 */
public record DepositId(String value) {
  public static final String PREFIX = "deposit:";

  public DepositId {
    value = Ids.require(PREFIX, value);
  }

  public static DepositId of(String rail, String transaction, long output) {
    return new DepositId(PREFIX + rail + ":" + transaction + ":" + output);
  }

  /** As an order counts it, where it is a payment towards one. */
  public PaymentId payment() {
    return new PaymentId(PaymentId.PREFIX + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
