package io.holdfast.chain.mpesa.sandbox;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One asking of a simulated phone.
 *
 * @param endsAtMillis when its result is known
 */
record Asking(
    String merchantRequestId,
    String checkoutRequestId,
    String receipt,
    Phone phone,
    String msisdn,
    int shillings,
    URI callback,
    long endsAtMillis) {
  /** What M-Pesa says now; null while it is under way. */
  @Nullable String resultAt(long nowMillis, long delayMillis) {
    if (nowMillis < endsAtMillis) {
      return null;
    }
    boolean later = nowMillis >= endsAtMillis + delayMillis;
    return phone == Phone.PAYS_AFTER_A_TIME_OUT && later ? "0" : phone.result();
  }

  @Override
  public String toString() {
    return "Asking[" + phone + "]";
  }
}
