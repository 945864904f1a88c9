package io.holdfast.gateway.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.DepositRequestView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentUriTest {
  @ParameterizedTest
  @CsvSource({
    "1, bitcoin:bc1x?amount=0.00000001",
    "1500000, bitcoin:bc1x?amount=0.015",
    "100000000, bitcoin:bc1x?amount=1",
    "2100000000000000, bitcoin:bc1x?amount=21000000",
    "123456789012345678901, bitcoin:bc1x?amount=1234567890123.45678901",
    ", bitcoin:bc1x"
  })
  void theAmountIsInWholeUnitsAndExact(String expected, String uri) {
    DepositRequestView request =
        new DepositRequestView(
            "deposit-request:1",
            "account:a",
            "user:a",
            "bitcoin",
            "BTC",
            "bc1x",
            expected,
            "0",
            "OPEN",
            0,
            0,
            1);
    assertThat(PaymentUri.of(request, new Asset("BTC", 8, "bitcoin"))).isEqualTo(uri);
  }
}
