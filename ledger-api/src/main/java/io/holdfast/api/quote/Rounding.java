package io.holdfast.api.quote;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** How an exact amount becomes one that can be paid. Named wherever it was applied. */
public enum Rounding {
  /** To the next whole unit above, where it is none: M-Pesa moves whole shillings. */
  UP_TO_WHOLE_UNIT;

  /**
   * @param whole exact, in whole units
   * @return minor units
   */
  BigInteger toMinor(BigDecimal whole, int scale) {
    return whole.setScale(0, RoundingMode.CEILING).movePointRight(scale).toBigIntegerExact();
  }
}
