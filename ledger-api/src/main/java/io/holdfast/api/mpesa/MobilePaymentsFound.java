package io.holdfast.api.mpesa;

import java.util.List;

/** Mobile payments, as the rail knows them. */
public record MobilePaymentsFound(List<MobilePaymentFound.Row> payments) {
  public MobilePaymentsFound {
    payments = List.copyOf(payments);
  }
}
