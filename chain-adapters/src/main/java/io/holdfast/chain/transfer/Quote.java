package io.holdfast.chain.transfer;

import java.math.BigInteger;
import java.util.function.LongFunction;

/** Whether a withdrawal can be paid now, and how. */
public sealed interface Quote {
  /** Not now; the reason is written for people, and holds no number that changes by itself. */
  record Wait(String reason) implements Quote {}

  /**
   * Never: as the chain is now, it would not take the payment, and waiting does not help. The
   * withdrawal fails before anything is signed, and the amount is free again.
   *
   * @param reason begins with a code in capitals, for programs; the rest is for people
   */
  record Refused(String reason) implements Quote {}

  /**
   * Now, and at most for this fee.
   *
   * @param unsigned what is signed when the transaction has this number; pure
   */
  record Ready(BigInteger mostFee, LongFunction<String> unsigned) implements Quote {}
}
