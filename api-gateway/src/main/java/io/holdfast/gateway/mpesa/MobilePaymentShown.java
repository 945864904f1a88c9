package io.holdfast.gateway.mpesa;

import io.holdfast.api.mpesa.MobilePaymentFound;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.query.OrderView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A payment on a phone.
 *
 * @param checkoutRequestId our name for it; M-Pesa's own ends in the phone number and is told to
 *     nobody
 * @param amount in cents
 * @param amountKes in shillings
 * @param told the amount in cents that M-Pesa told, where it was another
 * @param cause why it failed or is unresolved
 * @param result M-Pesa's result code
 * @param waitsUntilMillis until when the phone is not asked again, unless this one fails
 */
record MobilePaymentShown(
    @Schema(example = "mobile-payment:4f1c") String checkoutRequestId,
    String orderId,
    MobilePaymentState state,
    String asset,
    String amount,
    String amountKes,
    @Nullable String told,
    @Nullable String cause,
    @Nullable String result,
    @Nullable String receipt,
    @Nullable Long requestedAtMillis,
    @Nullable Long waitsUntilMillis) {
  static MobilePaymentShown of(MobilePaymentFound.Row row) {
    return new MobilePaymentShown(
        row.mobilePaymentId(),
        row.orderId(),
        row.state(),
        row.asset(),
        row.amount(),
        shillings(row.amount()),
        row.told(),
        row.cause(),
        row.result(),
        row.receipt(),
        row.requestedAtMillis(),
        row.waitsUntilMillis());
  }

  static MobilePaymentShown requested(MobilePaymentId id, OrderView order) {
    return new MobilePaymentShown(
        id.value(),
        order.orderId(),
        MobilePaymentState.REQUESTED,
        order.asset(),
        order.price(),
        shillings(order.price()),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** After a decision, which names the receipt where it credits. */
  MobilePaymentShown at(MobilePaymentState next, @Nullable String credited) {
    return new MobilePaymentShown(
        checkoutRequestId,
        orderId,
        next,
        asset,
        amount,
        amountKes,
        told,
        cause,
        result,
        credited == null ? receipt : credited,
        requestedAtMillis,
        waitsUntilMillis);
  }

  private static String shillings(String cents) {
    return new BigDecimal(new BigInteger(cents), 2).stripTrailingZeros().toPlainString();
  }
}
