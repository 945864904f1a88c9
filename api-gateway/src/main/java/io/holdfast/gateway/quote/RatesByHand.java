package io.holdfast.gateway.quote;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.quote.Rate;
import io.holdfast.gateway.identity.SandboxSettings;
import io.holdfast.gateway.quote.QuoteSettings.RateByHand;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rates that the operator has set. Made at start, which fails with the name of what is wrong: a
 * ledger that quotes at a mistyped rate loses money with each order. Immutable.
 */
@Component
final class RatesByHand implements RateSource {
  static final String SOURCE = "settings";
  static final String SANDBOX = "sandbox";

  private final Map<String, RateByHand> byCode = new HashMap<>();
  private final Map<String, BigDecimal> sandbox;
  private final Duration maxAge;
  private final Clock clock;

  /**
   * @throws IllegalArgumentException a rate is wrong, or of an asset that is not there
   */
  RatesByHand(QuoteSettings settings, SandboxSettings sandbox, Assets assets, Clock clock) {
    byCode.putAll(settings.rates());
    this.sandbox = sandbox.enabled() ? Map.copyOf(settings.sandboxRates()) : Map.of();
    maxAge = settings.maxAge();
    this.clock = clock;
    byCode.forEach((code, rate) -> requireSound(code, rate.kes(), SOURCE));
    this.sandbox.forEach((code, kes) -> requireSound(code, kes, SANDBOX));
    byCode.keySet().forEach(code -> requireConfigured(code, assets));
  }

  private static void requireSound(String code, BigDecimal kes, String source) {
    try {
      var _ = new Rate(kes, source, 0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "holdfast.quotes: the rate of " + code + ": " + e.getMessage(), e);
    }
  }

  private static void requireConfigured(String code, Assets assets) {
    if (!assets.isConfigured(code)) {
      throw new IllegalArgumentException(
          "holdfast.quotes.rates." + code + ": there is no asset " + code + " in holdfast.assets");
    }
  }

  @Override
  public Rate require(Asset from, Asset to) {
    if (Shillings.isOf(to)) {
      Instant now = clock.instant();
      RateByHand rate = byCode.get(from.code());
      if (rate != null) {
        return fresh(rate.kes(), rate.ratedAt(), now);
      }
      BigDecimal kes = sandbox.get(from.code());
      if (kes != null) {
        return new Rate(kes, SANDBOX, now.toEpochMilli());
      }
    }
    throw new Rejection(
        ErrorCode.UNKNOWN_PAIR, "There is no rate of these two assets in this ledger.");
  }

  private Rate fresh(BigDecimal kes, @Nullable Instant ratedAt, Instant now) {
    if (ratedAt != null && (ratedAt.isAfter(now) || ratedAt.plus(maxAge).isBefore(now))) {
      throw new Rejection(
          ErrorCode.RATE_UNAVAILABLE, "The rate of these two assets is too old. Ask again later.");
    }
    return new Rate(kes, SOURCE, (ratedAt == null ? now : ratedAt).toEpochMilli());
  }
}
