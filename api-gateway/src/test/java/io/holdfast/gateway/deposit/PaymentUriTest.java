package io.holdfast.gateway.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentUriTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");

  @ParameterizedTest
  @CsvSource({
    "1, bitcoin:bc1x?amount=0.00000001",
    "1500000, bitcoin:bc1x?amount=0.015",
    "100000000, bitcoin:bc1x?amount=1",
    "2100000000000000, bitcoin:bc1x?amount=21000000",
    "123456789012345678901, bitcoin:bc1x?amount=1234567890123.45678901",
    ", bitcoin:bc1x"
  })
  void theAmountIsInWholeUnitsAndExact(@Nullable String expected, String uri) {
    Money amount = expected == null ? null : Money.positive(BTC, expected);
    assertThat(PaymentUri.of("bitcoin", "bc1x", amount)).isEqualTo(uri);
  }

  @Test
  void leavesAnAddressThatIsALinkAsItIs() {
    String link = "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@31337/deposit?uint256=7";
    Asset dot = new Asset("DOT", 18, "polkadot-evm");

    assertThat(PaymentUri.of("polkadot-evm", link, null)).isEqualTo(link);
    assertThat(PaymentUri.of("polkadot-evm", link, Money.of(dot, 1_000_000_000_000_000_000L)))
        .isEqualTo(link + "&value=1000000000000000000");
  }
}
