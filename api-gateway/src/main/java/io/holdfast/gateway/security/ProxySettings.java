package io.holdfast.gateway.security;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.security.*}, as far as it is about what stands before us (ADR 0028).
 *
 * @param trustedProxies whose word counts on who asked: addresses, or networks as {@code
 *     10.0.0.0/8}; none unless they are named
 * @param forwardedHeader in which they say it, and which they never pass on as it came
 */
@Validated
@ConfigurationProperties("holdfast.security")
public record ProxySettings(
    @DefaultValue
        List<
                @Pattern(
                    regexp = "[0-9A-Fa-f.:]+(/[0-9]{1,3})?",
                    message = "is an address, or a network as 10.0.0.0/8")
                String>
            trustedProxies,
    @DefaultValue("X_FORWARDED_FOR") @NotNull ForwardedHeader forwardedHeader) {
  /** The two ways in use. */
  public enum ForwardedHeader {
    /** A list of addresses, the last by the nearest proxy. */
    X_FORWARDED_FOR,
    /** The same in the words of RFC 7239: {@code for=} of each element. */
    FORWARDED
  }
}
