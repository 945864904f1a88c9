package io.holdfast.query.audit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the index of events is kept and asked.
 *
 * @param batchSize most events indexed in one transaction
 * @param lookMillis how often the log is looked at beside the wakes
 * @param searchTimeoutMillis after which a search without an answer fails; less than a door waits
 */
@Validated
@ConfigurationProperties("holdfast.audit.index")
public record AuditSettings(
    @DefaultValue("5000") @Min(1) @Max(50_000) int batchSize,
    @DefaultValue("1000") @Min(10) @Max(60_000) long lookMillis,
    @DefaultValue("10000") @Min(1000) @Max(60_000) long searchTimeoutMillis) {}
