package io.holdfast.gateway.idempotency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.idempotency.*}.
 *
 * @param keep how long an answer is remembered
 * @param claim how long one request may take before its retry may run again; longer than a door
 *     waits for the ledger
 */
@Validated
@ConfigurationProperties("holdfast.idempotency")
public record IdempotencySettings(
    @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 30) Duration keep,
    @DefaultValue("40s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration claim) {}
