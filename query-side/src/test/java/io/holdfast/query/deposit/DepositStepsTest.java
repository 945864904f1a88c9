package io.holdfast.query.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositState;
import io.holdfast.api.query.DepositView;
import org.junit.jupiter.api.Test;

class DepositStepsTest {
  @Test
  void showsForWhichOrderAPaymentIs() {
    assertThat(detected("deposit-request:order:1").orderId()).isEqualTo("order:1");
    assertThat(detected("deposit-request:1").orderId()).isNull();
  }

  @Test
  void goesFromConfirmingToFinalForAnOrder() {
    DepositView detected = detected("deposit-request:order:1");
    DepositView deep =
        DepositSteps.confirmed(
            detected, new DepositConfirmed("deposit:bitcoin:aa:0", 7, "h7", 6), 2);

    assertThat(deep.state()).isEqualTo("CONFIRMING");
    assertThat(DepositSteps.in(DepositState.FINAL, deep, null, 3))
        .satisfies(
            view -> {
              assertThat(view.state()).isEqualTo("FINAL");
              assertThat(view.orderId()).isEqualTo("order:1");
              assertThat(view.ownerId()).isEqualTo("user:bea");
            });
  }

  private static DepositView detected(String request) {
    return DepositSteps.detected(
        new DepositDetected(
            "deposit:bitcoin:aa:0",
            request,
            "account:bea",
            "bitcoin",
            "aa",
            0,
            "BTC",
            "1001",
            6,
            6,
            1),
        "user:bea",
        1);
  }
}
