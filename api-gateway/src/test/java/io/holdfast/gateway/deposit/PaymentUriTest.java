package io.holdfast.gateway.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.DepositRequestView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
            null,
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

  @Test
  void leavesAnAddressThatIsALinkAsItIs() {
    String link = "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@31337/deposit?uint256=7";
    Asset dot = new Asset("DOT", 18, "polkadot-evm");

    assertThat(PaymentUri.of(to(link, null), dot)).isEqualTo(link);
    assertThat(PaymentUri.of(to(link, "1000000000000000000"), dot))
        .isEqualTo(link + "&value=1000000000000000000");
  }

  private static DepositRequestView to(String address, @Nullable String expected) {
    return new DepositRequestView(
        "deposit-request:1",
        "account:alice",
        null,
        "user:alice",
        "polkadot-evm",
        "DOT",
        address,
        expected,
        "0",
        "OPEN",
        0,
        1,
        1);
  }
}
