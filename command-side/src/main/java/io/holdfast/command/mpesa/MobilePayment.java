package io.holdfast.command.mpesa;

import io.holdfast.api.mpesa.MobileFailure;
import io.holdfast.api.mpesa.MobilePaymentRequested;
import io.holdfast.api.mpesa.MobilePaymentState;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One asking on a phone, and what came of it.
 *
 * @param unresolved why nobody knows, with M-Pesa's code; null where that was never so
 * @param receipt M-Pesa's, or null
 * @param forNow whether it failed, and M-Pesa may still say otherwise by itself
 * @param doubted whether M-Pesa told of another amount
 */
public record MobilePayment(
    MobilePaymentRequested asked,
    MobilePaymentState state,
    @Nullable String unresolved,
    @Nullable String receipt,
    boolean forNow,
    boolean doubted) {
  MobilePayment(MobilePaymentRequested asked) {
    this(asked, MobilePaymentState.REQUESTED, null, null, false, false);
  }

  BigInteger amount() {
    return new BigInteger(asked.amount());
  }

  /** Whether the buyer may still be about to answer on the phone. */
  boolean maybeOnThePhone(long nowMillis) {
    return switch (state) {
      case REQUESTED, PUSHED, UNRESOLVED -> nowMillis < asked.waitsUntilMillis();
      case FAILED -> forNow && nowMillis < asked.waitsUntilMillis();
      case DOUBTED, SUCCEEDED, REFUSED -> false;
    };
  }

  MobilePayment at(MobilePaymentState next) {
    return new MobilePayment(asked, next, unresolved, receipt, forNow, doubted);
  }

  MobilePayment failedBy(String cause) {
    boolean mayChange = cause.equals(MobileFailure.FOR_NOW.name());
    return new MobilePayment(
        asked, MobilePaymentState.FAILED, unresolved, receipt, mayChange, doubted);
  }

  MobilePayment unresolvedBy(String why) {
    return new MobilePayment(asked, MobilePaymentState.UNRESOLVED, why, receipt, forNow, doubted);
  }

  MobilePayment with(String told) {
    return new MobilePayment(asked, state, unresolved, told, forNow, doubted);
  }

  /** What counted already goes on counting. */
  MobilePayment inDoubt() {
    MobilePaymentState next =
        state == MobilePaymentState.SUCCEEDED ? state : MobilePaymentState.DOUBTED;
    return new MobilePayment(asked, next, unresolved, receipt, forNow, true);
  }
}
