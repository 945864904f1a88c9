package io.holdfast.gateway.identity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the doors need of {@code holdfast.sandbox.*}.
 *
 * @param enabled whether this is a playground, with a simulated chain and one password for all
 * @param passwordFile that password; made at first start
 */
@ConfigurationProperties("holdfast.sandbox")
public record SandboxSettings(
    @DefaultValue("false") boolean enabled, @Nullable Path passwordFile) {}
