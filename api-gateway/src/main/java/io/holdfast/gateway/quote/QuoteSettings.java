package io.holdfast.gateway.quote;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.quotes.*}. Rates are shillings for one whole unit, by the code of the asset.
 *
 * @param lifetime for how long a quote holds
 * @param maxAge a rate that its source named longer ago is not used
 * @param rates by hand; each is in force as long as it stands there, or as it is fresh
 * @param sandboxRates the same for play money, in the sandbox only
 */
@Validated
@ConfigurationProperties("holdfast.quotes")
record QuoteSettings(
    @DefaultValue("5m") @NotNull @DurationMin(seconds = 10) @DurationMax(hours = 1)
        Duration lifetime,
    @DefaultValue("24h") @NotNull @DurationMin(seconds = 10) @DurationMax(days = 30)
        Duration maxAge,
    @DefaultValue Map<String, @Valid RateByHand> rates,
    @DefaultValue Map<String, BigDecimal> sandboxRates) {
  /**
   * One rate.
   *
   * @param kes in quotes, or YAML makes a floating-point number of it
   * @param ratedAt when it was so; null: for as long as it stands here
   */
  record RateByHand(@NotNull BigDecimal kes, @Nullable Instant ratedAt) {}
}
