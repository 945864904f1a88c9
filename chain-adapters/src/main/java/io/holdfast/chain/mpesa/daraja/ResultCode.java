package io.holdfast.chain.mpesa.daraja;

import java.util.Set;

/**
 * What M-Pesa's result codes mean, by the public documentation of "M-Pesa Express". The words that
 * come with a code mean nothing: they change.
 */
public final class ResultCode {
  public static final String PAID = "0";

  /** Not enough money; cancelled on the phone; wrong PIN, or not registered. */
  private static final Set<String> FOR_GOOD = Set.of("1", "1032", "2001");

  /** System errors, a locked subscriber, expired, an error in pushing, unreachable. */
  private static final Set<String> FOR_NOW =
      Set.of("17", "26", "1001", "1019", "1025", "1037", "9999");

  private ResultCode() {}

  /** Whether it says that the payment failed. */
  public static boolean isFailure(String code) {
    return FOR_GOOD.contains(code) || FOR_NOW.contains(code);
  }

  /** Whether another result may follow by itself: such a failure is a time-out of some kind. */
  public static boolean mayChange(String code) {
    return !FOR_GOOD.contains(code);
  }
}
