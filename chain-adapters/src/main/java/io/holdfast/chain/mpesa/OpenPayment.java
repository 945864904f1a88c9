package io.holdfast.chain.mpesa;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mobile payment whose next step is due.
 *
 * @param state as the log said when it was last read
 * @param cents for which the phone is asked
 * @param unwanted whether its order does not wait for it any more
 * @param checkoutRequestId M-Pesa's name, null where we do not know it; ends in the phone number
 * @param looks how often M-Pesa was asked what came of it
 * @param callbacks how many were taken
 * @param paid what callbacks told of a success
 */
record OpenPayment(
    MobilePaymentId id,
    OrderId orderId,
    UserId buyer,
    Sealed phone,
    String asset,
    BigInteger cents,
    long requestedAtMillis,
    long waitsUntilMillis,
    MobilePaymentState state,
    boolean unwanted,
    boolean pushBegun,
    @Nullable String checkoutRequestId,
    int looks,
    int callbacks,
    List<Paid> paid) {
  /** A callback's word that it was paid; either may be missing. */
  record Paid(@Nullable BigInteger cents, @Nullable String receipt) {}

  @Override
  public String toString() {
    return id + " " + state;
  }
}
