package io.holdfast.command.parked;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of what failed.
 *
 * @param retries how often it is tried again by itself, after 1, 2, 4, … minutes; then a person
 *     decides
 */
@Validated
@ConfigurationProperties("holdfast.parked")
public record ParkedProperties(@DefaultValue("8") @Min(0) @Max(20) int retries) {}
