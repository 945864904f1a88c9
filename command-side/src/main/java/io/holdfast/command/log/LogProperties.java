package io.holdfast.command.log;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the log.
 *
 * @param requireDurable refuse to run on a server that may lose what it acknowledged (fsync or
 *     full_page_writes off). Only tests whose data may be lost turn it off
 * @param queueLimit decisions that may wait for the writer; one more is refused
 * @param batchEvents about how many events one append carries at most
 * @param outageWaitMillis how long decisions wait for a database that does not answer before they
 *     fail, and the longest that one append may take
 * @param attempts how often a command is decided before a conflict is given back
 * @param cachedAggregates how many aggregates are kept in memory
 * @param tailEvents how many of the newest events are kept in memory for live readers
 */
@Validated
@ConfigurationProperties("holdfast.log")
public record LogProperties(
    @DefaultValue("true") boolean requireDurable,
    @DefaultValue("16384") @Min(1) @Max(1_000_000) int queueLimit,
    @DefaultValue("4096") @Min(1) @Max(100_000) int batchEvents,
    @DefaultValue("5000") @Min(100) @Max(300_000) int outageWaitMillis,
    @DefaultValue("30") @Min(1) @Max(1000) int attempts,
    @DefaultValue("100000") @Min(1) @Max(100_000_000) int cachedAggregates,
    @DefaultValue("16384") @Min(1) @Max(10_000_000) int tailEvents) {

  /** What a default run uses. */
  public static LogProperties defaults() {
    return new LogProperties(true, 16_384, 4_096, 5_000, 30, 100_000, 16_384);
  }

  /** The defaults, on a server that is allowed to forget. For tests only. */
  public static LogProperties withoutDurability() {
    LogProperties d = defaults();
    return new LogProperties(
        false,
        d.queueLimit,
        d.batchEvents,
        d.outageWaitMillis,
        d.attempts,
        d.cachedAggregates,
        d.tailEvents);
  }

  /** The same, but for how long an outage is waited for. */
  LogProperties withOutageWaitMillis(int millis) {
    return new LogProperties(
        requireDurable, queueLimit, batchEvents, millis, attempts, cachedAggregates, tailEvents);
  }

  Duration outageWait() {
    return Duration.ofMillis(outageWaitMillis);
  }
}
