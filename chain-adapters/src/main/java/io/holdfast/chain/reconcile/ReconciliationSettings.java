package io.holdfast.chain.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.reconciliation.*}.
 *
 * @param enabled whether chain and ledger are compared at all
 * @param intervalSeconds from one comparison to the next; the first comes at the start
 * @param patienceSeconds how long a chain may look for what is ours; minutes on a large one
 */
@Validated
@ConfigurationProperties("holdfast.reconciliation")
public record ReconciliationSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("3600") @Min(1) @Max(604_800) int intervalSeconds,
    @DefaultValue("900") @Min(1) @Max(7_200) int patienceSeconds) {
  public Duration interval() {
    return Duration.ofSeconds(intervalSeconds);
  }

  public Duration patience() {
    return Duration.ofSeconds(patienceSeconds);
  }
}
