package io.holdfast.gateway.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.quote.Rate;
import io.holdfast.gateway.identity.SandboxSettings;
import io.holdfast.gateway.quote.QuoteSettings.RateByHand;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatesByHandTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset KES = new Asset("KES", 2, "mpesa");
  private static final BigDecimal RATE = new BigDecimal("13000000.25");

  @Test
  void holdsForAsLongAsItStandsThere() {
    assertThat(rates(Map.of("BTC", new RateByHand(RATE, null)), false).require(BTC, KES))
        .isEqualTo(new Rate(RATE, "settings", NOW.toEpochMilli()));
  }

  @Test
  void holdsADayFromWhenItWasSo() {
    assertThat(ratedAt(NOW.minus(A_DAY)).require(BTC, KES).atMillis())
        .isEqualTo(NOW.minus(A_DAY).toEpochMilli());
    assertRefused(ErrorCode.RATE_UNAVAILABLE, ratedAt(NOW.minus(A_DAY).minusMillis(1)), BTC, KES);
  }

  @Test
  void isNotOfTomorrow() {
    assertRefused(ErrorCode.RATE_UNAVAILABLE, ratedAt(NOW.plusMillis(1)), BTC, KES);
  }

  @Test
  void isNotKnownOfAnyOtherPair() {
    RatesByHand rates = rates(Map.of("BTC", new RateByHand(RATE, null)), false);
    assertRefused(ErrorCode.UNKNOWN_PAIR, rates, KES, BTC);
    assertRefused(ErrorCode.UNKNOWN_PAIR, rates, KES, KES);
    assertRefused(ErrorCode.UNKNOWN_PAIR, rates, new Asset("XLM", 7, "stellar"), KES);
    assertRefused(ErrorCode.UNKNOWN_PAIR, rates, BTC, new Asset("KES", 2, "bank"));
  }

  @Test
  void playMoneyHasARateInTheSandboxAlone() {
    assertThat(rates(Map.of(), true).require(BTC, KES).source()).isEqualTo("sandbox");
    assertRefused(ErrorCode.UNKNOWN_PAIR, rates(Map.of(), false), BTC, KES);
  }

  @Test
  void whatTheOperatorSaysGoesBeforeTheSandbox() {
    RatesByHand rates = rates(Map.of("BTC", new RateByHand(RATE, null)), true);
    assertThat(rates.require(BTC, KES).source()).isEqualTo("settings");
  }

  @Test
  void doesNotStartWithARateThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rates(Map.of("BTC", new RateByHand(BigDecimal.ZERO, null)), false))
        .withMessageContaining("the rate of BTC: a rate is greater than zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rates(Map.of("BTX", new RateByHand(RATE, null)), false))
        .withMessageContaining("there is no asset BTX");
  }

  private static RatesByHand ratedAt(@Nullable Instant at) {
    return rates(Map.of("BTC", new RateByHand(RATE, at)), false);
  }

  private static RatesByHand rates(Map<String, RateByHand> rates, boolean sandbox) {
    return new RatesByHand(
        new QuoteSettings(
            Duration.ofMinutes(5), A_DAY, rates, Map.of("BTC", BigDecimal.TEN, "ZZZ", RATE)),
        new SandboxSettings(sandbox, null),
        new Assets(List.of(BTC, KES), Set.of()),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void assertRefused(ErrorCode code, RatesByHand rates, Asset from, Asset to) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> rates.require(from, to))
        .extracting(Rejection::code)
        .isEqualTo(code);
  }
}
