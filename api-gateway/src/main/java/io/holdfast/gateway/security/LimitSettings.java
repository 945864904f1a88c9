package io.holdfast.gateway.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.limits.*}: how much one may ask in a minute, on one node. Signing in has narrower
 * limits of its own.
 *
 * @param readsPerMinute questions, and streams that are opened
 * @param writesPerMinute whatever may change something
 * @param newcomersPerMinute registrations, and challenges of wallets to sign in, of all strangers
 *     together
 */
@Validated
@ConfigurationProperties("holdfast.limits")
public record LimitSettings(
    @DefaultValue("6000") @Min(1) @Max(100_000_000) int readsPerMinute,
    @DefaultValue("1200") @Min(1) @Max(100_000_000) int writesPerMinute,
    @DefaultValue("600") @Min(1) @Max(100_000_000) int newcomersPerMinute) {}
