package io.holdfast.api.mpesa;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.math.BigInteger;

/** What M-Pesa moves at a time: whole shillings of Kenya, 1 to 250,000. */
public record Shillings(int count) {
  public static final String CODE = "KES";
  public static final String RAIL = "mpesa";
  public static final int MOST = 250_000;
  private static final int SCALE = 2;
  private static final BigInteger CENTS = BigInteger.valueOf(100);

  /**
   * @throws Rejection AMOUNT_NOT_POSITIVE or AMOUNT_TOO_LARGE
   */
  public Shillings {
    if (count < 1) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "M-Pesa moves one shilling at least.");
    }
    if (count > MOST) {
      throw tooLarge();
    }
  }

  /**
   * @throws Rejection MALFORMED_REQUEST for another asset or for cents, AMOUNT_NOT_POSITIVE or
   *     AMOUNT_TOO_LARGE
   */
  public static Shillings of(Money money) {
    if (!isOf(money.asset())) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "What is paid by M-Pesa has its price in " + CODE + ".");
    }
    BigInteger[] whole = money.minor().divideAndRemainder(CENTS);
    if (whole[1].signum() != 0) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "M-Pesa moves whole shillings: a multiple of 100 cents.");
    }
    if (whole[0].compareTo(BigInteger.valueOf(MOST)) > 0) {
      throw tooLarge();
    }
    return new Shillings(Math.max(whole[0].intValue(), 0));
  }

  /** Whether it is the money that M-Pesa moves: in cents, on this rail. */
  public static boolean isOf(Asset asset) {
    return asset.equals(new Asset(CODE, SCALE, RAIL));
  }

  private static Rejection tooLarge() {
    return new Rejection(
        ErrorCode.AMOUNT_TOO_LARGE, "M-Pesa moves at most " + MOST + " shillings at a time.");
  }
}
