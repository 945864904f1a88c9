package io.holdfast.command.mpesa;

import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.MobilePaymentDecided;
import io.holdfast.api.mpesa.MobilePaymentDoubted;
import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.api.mpesa.MobilePaymentFailed;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentPushed;
import io.holdfast.api.mpesa.MobilePaymentReceiptTold;
import io.holdfast.api.mpesa.MobilePaymentRequested;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.mpesa.MobilePaymentUnresolved;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mobile payments of one order, in the order in which they were asked for. */
public record MobilePayments(Map<String, MobilePayment> byId) {
  static final MobilePayments NONE = new MobilePayments(Map.of());

  @Nullable MobilePayment find(MobilePaymentId id) {
    return byId.get(id.value());
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  MobilePayment require(MobilePaymentId id) {
    MobilePayment payment = find(id);
    if (payment == null) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such mobile payment.");
    }
    return payment;
  }

  /** The one to which an answer may still come from the phone. */
  Optional<MobilePayment> onThePhone(long nowMillis) {
    return byId.values().stream().filter(payment -> payment.maybeOnThePhone(nowMillis)).findFirst();
  }

  static MobilePayments evolve(MobilePayments before, MobilePaymentEvent event) {
    Map<String, MobilePayment> after = new LinkedHashMap<>(before.byId);
    after.put(event.mobilePaymentId(), evolve(before.byId.get(event.mobilePaymentId()), event));
    return new MobilePayments(Collections.unmodifiableMap(after));
  }

  private static MobilePayment evolve(@Nullable MobilePayment known, MobilePaymentEvent event) {
    if (event instanceof MobilePaymentRequested requested) {
      return new MobilePayment(requested);
    }
    if (known == null) {
      throw new Defect("a mobile payment begins with its asking");
    }
    return switch (event) {
      case MobilePaymentRequested _ -> throw new Defect("evolved above");
      case MobilePaymentPushed _ -> known.at(MobilePaymentState.PUSHED);
      case MobilePaymentUnresolved e -> known.unresolvedBy(e.cause() + e.result());
      case MobilePaymentFailed e -> known.failedBy(e.cause());
      case MobilePaymentSucceeded _ -> known.at(MobilePaymentState.SUCCEEDED);
      case MobilePaymentReceiptTold e -> known.with(e.receipt());
      case MobilePaymentDoubted _ -> known.inDoubt();
      case MobilePaymentDecided e ->
          e.decision().equals(MobileDecision.CREDIT.name())
              ? known
              : known.at(MobilePaymentState.REFUSED);
    };
  }
}
