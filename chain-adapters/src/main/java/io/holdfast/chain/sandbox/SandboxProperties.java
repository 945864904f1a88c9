package io.holdfast.chain.sandbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.sandbox.*}.
 *
 * @param enabled whether the Bitcoin rail is the simulated one
 * @param autoMineSeconds a block is mined by itself at this interval; 0 turns that off
 */
@Validated
@ConfigurationProperties("holdfast.sandbox")
public record SandboxProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("0") @Min(0) @Max(3600) int autoMineSeconds) {}
