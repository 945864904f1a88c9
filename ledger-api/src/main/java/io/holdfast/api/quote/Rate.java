package io.holdfast.api.quote;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What one whole unit of an asset is worth in whole units of another, exactly as its source has it.
 *
 * @param value greater than zero, at most {@value #MOST_DIGITS} digits and as many decimal places
 * @param source who says so, for people: lower-case letters, digits, dots and dashes
 * @param atMillis when the source said so
 */
public record Rate(BigDecimal value, String source, long atMillis) {
  private static final int MOST_DIGITS = 30;
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");

  /**
   * @throws IllegalArgumentException not such a value, or not such a source
   */
  public Rate {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("a rate is greater than zero");
    }
    if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > MOST_DIGITS) {
      throw new IllegalArgumentException("a rate has at most " + MOST_DIGITS + " digits");
    }
    if (!SOURCE.matcher(source).matches()) {
      throw new IllegalArgumentException(
          "a source has 1 to 40 lower-case letters, digits, dots and dashes");
    }
  }

  /** The value in decimal digits, without an exponent: the same wherever it is shown or stored. */
  public String digits() {
    return value.stripTrailingZeros().toPlainString();
  }

  /**
   * What an amount is worth, rounded by the rule that is named and by nothing else.
   *
   * @throws io.holdfast.api.error.Rejection AMOUNT_TOO_LARGE
   */
  public Money convert(Money from, Asset to, Rounding rounding) {
    BigDecimal whole = new BigDecimal(from.minor(), from.asset().scale()).multiply(value);
    return new Money(to, rounding.toMinor(whole, to.scale()));
  }
}
