package io.holdfast.api.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.api.Refused;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset WEI = new Asset("DOT", 18, "evm");
  private static final Asset KES = new Asset("KES", 2, "mpesa");

  @ParameterizedTest
  @CsvSource({
    "100000000, 13000000, 1300000000",
    "15000, 13000000.25, 195100",
    "15000, 13000000, 195000",
    "1, 13000000, 100",
    "1, 100000000, 100",
    "2, 100000000, 200",
    "3, 33333333.333333333, 100",
    "4, 33333333.333333333, 200"
  })
  void roundsUpToTheNextWholeShillingAndNoFurther(long satoshi, String rate, String cents) {
    assertThat(convert(Money.of(BTC, satoshi), rate).digits()).isEqualTo(cents);
  }

  @Test
  void losesNothingOfATokenWithEighteenPlaces() {
    Money dot = new Money(WEI, new BigInteger("1000000000000000001"));
    assertThat(convert(dot, "300").digits()).isEqualTo("30100");
    assertThat(convert(new Money(WEI, BigInteger.TEN.pow(18)), "300").digits()).isEqualTo("30000");
  }

  @Property
  void isNeverLessThanWhatItIsWorthAndLessThanAShillingMore(
      @ForAll @BigRange(min = "1", max = "100000000000000000") BigInteger satoshi,
      @ForAll @BigRange(min = "0.000001", max = "100000000") @Scale(6) BigDecimal rate) {
    BigInteger cents =
        new Rate(rate, "test", 0)
            .convert(new Money(BTC, satoshi), KES, Rounding.UP_TO_WHOLE_UNIT)
            .minor();

    BigDecimal worth = rate.multiply(new BigDecimal(satoshi, 8)).movePointRight(2);
    assertThat(cents.mod(BigInteger.valueOf(100))).isZero();
    assertThat(new BigDecimal(cents)).isGreaterThanOrEqualTo(worth);
    assertThat(new BigDecimal(cents).subtract(worth)).isLessThan(BigDecimal.valueOf(100));
  }

  @Test
  void refusesWhatIsMoreThanALedgerCanHold() {
    Money much = new Money(BTC, BigInteger.TEN.pow(77));
    Refused.assertRefused(ErrorCode.AMOUNT_TOO_LARGE, () -> convert(much, "100000000000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e31", "1e-31", "1234567890123456789012345678901"})
  void isNoValueOfThisForm(String value) {
    BigDecimal number = new BigDecimal(value);
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(number, "test", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Central Bank", "-", "http://x"})
  void namesItsSourceInOneWord(String source) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(BigDecimal.ONE, source, 0));
  }

  @Test
  void isWrittenInDigits() {
    assertThat(new Rate(new BigDecimal("1.30E+7"), "test", 0).digits()).isEqualTo("13000000");
    assertThat(new Rate(new BigDecimal("0.500"), "test", 0).digits()).isEqualTo("0.5");
  }

  private static Money convert(Money from, String rate) {
    return new Rate(new BigDecimal(rate), "test", 0).convert(from, KES, Rounding.UP_TO_WHOLE_UNIT);
  }
}
