package io.holdfast.api.money;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of one asset, in whole minor units; never rounded, never without its asset. May
 * be negative, as a posting is; {@link #positive} makes the amounts that people ask for. At most
 * {@value #MAX_DIGITS} digits, as the database keeps {@code NUMERIC(78,0)}.
 */
public record Money(Asset asset, BigInteger minor) implements Comparable<Money> {
  public static final int MAX_DIGITS = 78;
  private static final BigInteger LIMIT = BigInteger.TEN.pow(MAX_DIGITS);
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,200}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,200}\\.[0-9]{1,200}");

  public Money {
    if (minor.abs().compareTo(LIMIT) >= 0) {
      throw new Rejection(
          ErrorCode.AMOUNT_TOO_LARGE, "An amount has at most " + MAX_DIGITS + " digits.");
    }
  }

  public static Money of(Asset asset, long minor) {
    return new Money(asset, BigInteger.valueOf(minor));
  }

  public static Money zero(Asset asset) {
    return new Money(asset, BigInteger.ZERO);
  }

  /**
   * Reads an amount as a person's request carries it: whole minor units in decimal digits, greater
   * than zero.
   *
   * @throws Rejection AMOUNT_MALFORMED, AMOUNT_TOO_PRECISE, AMOUNT_NOT_POSITIVE or AMOUNT_TOO_LARGE
   */
  public static Money positive(Asset asset, @Nullable String minorUnits) {
    if (minorUnits != null && DECIMAL.matcher(minorUnits).matches()) {
      throw new Rejection(
          ErrorCode.AMOUNT_TOO_PRECISE,
          "An amount is a whole number of minor units: nothing is ever rounded.");
    }
    if (minorUnits == null || !WHOLE.matcher(minorUnits).matches()) {
      throw new Rejection(
          ErrorCode.AMOUNT_MALFORMED, "An amount is a string of decimal digits, in minor units.");
    }
    Money money = new Money(asset, new BigInteger(minorUnits));
    if (money.minor.signum() <= 0) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "An amount must be greater than zero.");
    }
    return money;
  }

  public Money plus(Money other) {
    return new Money(asset, minor.add(sameAsset(other).minor));
  }

  public Money minus(Money other) {
    return new Money(asset, minor.subtract(sameAsset(other).minor));
  }

  public Money negated() {
    return new Money(asset, minor.negate());
  }

  public int signum() {
    return minor.signum();
  }

  @Override
  public int compareTo(Money other) {
    return minor.compareTo(sameAsset(other).minor);
  }

  /** The minor units in decimal digits, as JSON and events carry them. */
  public String digits() {
    return minor.toString();
  }

  private Money sameAsset(Money other) {
    if (!asset.equals(other.asset)) {
      throw new IllegalArgumentException(
          "cannot combine " + asset.code() + " with " + other.asset.code());
    }
    return other;
  }
}
