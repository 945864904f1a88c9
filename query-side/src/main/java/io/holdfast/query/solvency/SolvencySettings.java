package io.holdfast.query.solvency;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Reports of solvency.
 *
 * @param every how often one is made by itself; zero for never
 * @param trees of how many reports everybody can prove their own part; older ones stay as figures
 */
@Validated
@ConfigurationProperties("holdfast.solvency")
public record SolvencySettings(
    @DefaultValue("24h") @NotNull Duration every,
    @DefaultValue("31") @Min(1) @Max(1_000) int trees) {
  public SolvencySettings {
    if (every.isNegative() || (every.isPositive() && every.compareTo(Duration.ofMinutes(1)) < 0)) {
      throw new IllegalArgumentException("holdfast.solvency.every is zero, or a minute or more");
    }
  }
}
