package io.holdfast.query.transparency;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the log is signed.
 *
 * @param origin the log's name in every checkpoint, for ever: best an address without its scheme
 * @param keyFile the log's private key; made at first start
 * @param interval between two checkpoints while the log grows; with the look that finds it due,
 *     never more than a minute
 * @param batchSize most events that are taken into the tree in one transaction
 * @param lookMillis how often the log is looked at where nobody tells of news
 * @param witnesses who may sign our checkpoints, too: their verifier keys
 */
@Validated
@ConfigurationProperties("holdfast.transparency")
public record TransparencySettings(
    @DefaultValue("localhost/holdfast") @Pattern(regexp = "[^\\s+]{1,200}") String origin,
    @NotNull Path keyFile,
    @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(seconds = 55) Duration interval,
    @DefaultValue("1000") @Min(1) @Max(10_000) int batchSize,
    @DefaultValue("2000") @Min(100) @Max(5_000) long lookMillis,
    @DefaultValue @Size(max = 16) List<String> witnesses) {
  public TransparencySettings {
    witnesses = List.copyOf(witnesses);
  }
}
