package io.holdfast.gateway.bus;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.gateway.*}: how long a door waits for the ledger.
 *
 * @param commandTimeout after this the outcome is unknown, and the client is told so
 * @param queryTimeout after this the read model counts as unavailable; longer than the read model
 *     itself waits for an index
 */
@Validated
@ConfigurationProperties("holdfast.gateway")
public record BusSettings(
    @DefaultValue("15s") @DurationMin(millis = 50) @DurationMax(minutes = 2)
        Duration commandTimeout,
    @DefaultValue("15s") @DurationMin(millis = 50) @DurationMax(minutes = 2)
        Duration queryTimeout) {}
