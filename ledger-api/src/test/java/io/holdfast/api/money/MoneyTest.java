package io.holdfast.api.money;

import static io.holdfast.api.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.api.error.ErrorCode;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset EUR = new Asset("EUR", 2, "bank");
  private static final String LARGEST = "9".repeat(78);

  @Test
  void readsWholeMinorUnits() {
    assertThat(Money.positive(BTC, "1")).isEqualTo(Money.of(BTC, 1));
    assertThat(Money.positive(BTC, "007")).isEqualTo(Money.of(BTC, 7));
  }

  @Test
  void hasSeventyEightDigitsAtMost() {
    assertThat(Money.positive(BTC, LARGEST).digits()).isEqualTo(LARGEST);
    assertRefused(ErrorCode.AMOUNT_TOO_LARGE, () -> Money.positive(BTC, "1" + "0".repeat(78)));
    assertRefused(ErrorCode.AMOUNT_TOO_LARGE, () -> Money.positive(BTC, "9".repeat(79)));
    assertRefused(
        ErrorCode.AMOUNT_TOO_LARGE, () -> Money.positive(BTC, LARGEST).plus(Money.of(BTC, 1)));
    assertRefused(
        ErrorCode.AMOUNT_TOO_LARGE,
        () -> Money.positive(BTC, LARGEST).negated().minus(Money.of(BTC, 1)));
  }

  @Test
  void refusesDigitsWithoutEndBeforeItReadsThem() {
    assertRefused(ErrorCode.AMOUNT_MALFORMED, () -> Money.positive(BTC, "9".repeat(1_000_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "000", "-1", "-5000"})
  void refusesNothingAndLess(String amount) {
    assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> Money.positive(BTC, amount));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "0.00000001", "1.0", "-1.5"})
  void refusesFractionsOfAMinorUnit(String amount) {
    assertRefused(ErrorCode.AMOUNT_TOO_PRECISE, () -> Money.positive(BTC, amount));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", " ", "1 ", " 1", "+1", "1e3", "0x1", "1,5", ".5", "1.", "NaN", "١", "--1"})
  void refusesWhatIsNoAmount(String amount) {
    assertRefused(ErrorCode.AMOUNT_MALFORMED, () -> Money.positive(BTC, amount));
  }

  @Test
  void neverMixesAssets() {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(BTC, 1).plus(Money.of(EUR, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(BTC, 1).compareTo(Money.of(EUR, 1)));
  }

  @Property
  void addsAndTakesAwayExactly(@ForAll long a, @ForAll long b) {
    Money sum = Money.of(BTC, a).plus(Money.of(BTC, b));
    assertThat(sum.minor()).isEqualTo(BigInteger.valueOf(a).add(BigInteger.valueOf(b)));
    assertThat(sum.minus(Money.of(BTC, b))).isEqualTo(Money.of(BTC, a));
    assertThat(sum.plus(sum.negated()).signum()).isZero();
  }

  @Property
  void isReadBackAsItWasWritten(@ForAll BigInteger minor) {
    Money money = new Money(BTC, minor);
    if (money.signum() > 0) {
      assertThat(Money.positive(BTC, money.digits())).isEqualTo(money);
    }
  }

  @Test
  void refusesAnUnknownAsset() {
    Assets assets = new Assets(List.of(BTC));
    assertThat(assets.require("BTC")).isEqualTo(BTC);
    assertRefused(ErrorCode.UNKNOWN_ASSET, () -> assets.require("EUR"));
    assertRefused(ErrorCode.UNKNOWN_ASSET, () -> assets.require("btc"));
    assertRefused(ErrorCode.UNKNOWN_ASSET, () -> assets.require(null));
  }

  @Test
  void refusesAnAssetConfiguredTwiceOrImpossible() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Assets(List.of(BTC, BTC)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Asset("BTC", -1, "bitcoin"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Asset("BTC", 39, "bitcoin"));
    assertRefused(ErrorCode.UNKNOWN_ASSET, () -> new Asset("btc", 8, "bitcoin"));
  }
}
