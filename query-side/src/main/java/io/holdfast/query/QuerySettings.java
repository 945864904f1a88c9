package io.holdfast.query;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the read model is kept and asked.
 *
 * @param batchSize most events folded into one transaction
 * @param indexWaitMillis how long a question waits for the index it asks for
 * @param readTimeoutMillis after which a statement without an answer fails
 * @param lookMillis how often the position is looked up beside PostgreSQL's notifications
 */
@Validated
@ConfigurationProperties("holdfast.query")
public record QuerySettings(
    @DefaultValue("1000") @Min(1) @Max(10_000) int batchSize,
    @DefaultValue("5000") @Min(0) @Max(60_000) long indexWaitMillis,
    @DefaultValue("10000") @Min(100) @Max(60_000) long readTimeoutMillis,
    @DefaultValue("5000") @Min(100) @Max(60_000) long lookMillis) {}
