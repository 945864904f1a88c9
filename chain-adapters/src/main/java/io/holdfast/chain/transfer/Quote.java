package io.holdfast.chain.transfer;

import java.math.BigInteger;
import java.util.function.LongFunction;

/** Whether a withdrawal can be paid now, and how. */
public sealed interface Quote {
  /** Not now; the reason is written for people, and holds no number that changes by itself. */
  record Wait(String reason) implements Quote {}

  /**
   * Now, and at most for this fee.
   *
   * @param unsigned what is signed when the transaction has this number; pure
   */
  record Ready(BigInteger mostFee, LongFunction<String> unsigned) implements Quote {}
}
