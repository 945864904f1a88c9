package io.holdfast.api.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Money;
import java.math.BigInteger;

/** How many of a product are ordered. */
public record Quantity(int value) {
  public static final Quantity ONE = new Quantity(1);
  public static final int MAX = 10_000;

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public Quantity {
    if (value < 1 || value > MAX) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A quantity is 1 to " + MAX + ".");
    }
  }

  /**
   * What so many cost, exactly.
   *
   * @throws Rejection AMOUNT_TOO_LARGE
   */
  public Money times(Money price) {
    return new Money(price.asset(), price.minor().multiply(BigInteger.valueOf(value)));
  }
}
