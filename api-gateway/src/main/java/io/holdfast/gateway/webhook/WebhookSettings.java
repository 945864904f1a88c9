package io.holdfast.gateway.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.webhooks.*}.
 *
 * @param allowedNetworks of which addresses that are not the public network's may be told, also
 *     without TLS: {@code 10.1.0.0/16}; none unless they are named, so that nobody makes this
 *     program ask what only it can reach
 * @param timeout for an answer; each attempt's
 * @param perPerson how many webhooks one may have
 * @param keepFor how long what was told, or given up, is shown
 */
@Validated
@ConfigurationProperties("holdfast.webhooks")
record WebhookSettings(
    @DefaultValue
        List<
                @Pattern(
                    regexp = "[0-9A-Fa-f.:]+(/[0-9]{1,3})?",
                    message = "is an address, or a network as 10.0.0.0/8")
                String>
            allowedNetworks,
    @DefaultValue("10s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration timeout,
    @DefaultValue("10") @Min(1) @Max(1000) int perPerson,
    @DefaultValue("30d") @NotNull @DurationMin(hours = 1) Duration keepFor) {}
