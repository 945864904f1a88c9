package io.holdfast.gateway.security;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.security.*}.
 *
 * @param signingKeyFile private key of access tokens (JWK, P-256); made at first start
 * @param personalDataKeyFile the secret under which keys of persons are sealed; made at first start
 * @param tokenLifetime how long an access token counts, 1 to 60 minutes
 * @param issuer who made the token ({@code iss})
 * @param audience for whom it is ({@code aud})
 * @param allowedOrigins browser origins, beside our own, that may call REST and open streams; each
 *     whole, and never all
 * @param failedLoginsPerMinutePerAddress failed sign-ins after which an address has to wait
 * @param failedLoginsPerMinutePerUser failed sign-ins after which an e-mail address has to wait
 * @param monitoringOpen whether everybody who reaches the web port may look at the figures and the
 *     detailed health; unset: only where nobody but this machine reaches it
 * @param monitoringTokenFile what a monitoring system shows where they are not open; made when it
 *     is first needed
 * @param publicUrl where people enter, as their browser shows it; a wallet's challenge names it.
 *     Needed for wallets where others than this machine come
 */
@Validated
@ConfigurationProperties("holdfast.security")
public record SecuritySettings(
    @NotNull Path signingKeyFile,
    @NotNull Path personalDataKeyFile,
    @DefaultValue("5m") @DurationMin(minutes = 1) @DurationMax(minutes = 60) Duration tokenLifetime,
    @DefaultValue("holdfast") @NotBlank String issuer,
    @DefaultValue("holdfast") @NotBlank String audience,
    @DefaultValue
        List<
                @Pattern(
                    regexp = "https?://[A-Za-z0-9.:\\[\\]-]+",
                    message = "is a whole origin, as https://host:port")
                String>
            allowedOrigins,
    @DefaultValue("30") @Min(1) @Max(10_000) int failedLoginsPerMinutePerAddress,
    @DefaultValue("10") @Min(1) @Max(10_000) int failedLoginsPerMinutePerUser,
    @Nullable Boolean monitoringOpen,
    @Nullable Path monitoringTokenFile,
    @Nullable URI publicUrl) {
  private static final java.util.regex.Pattern WHOLE =
      java.util.regex.Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+(?:/[\\x21-\\x7e]*)?");

  /** A name of another script is written as browsers send it: {@code xn--…}. */
  @AssertTrue(message = "public-url is a whole address in ASCII, as https://custody.example")
  public boolean isPublicUrlWhole() {
    return publicUrl == null || WHOLE.matcher(publicUrl.toString()).matches();
  }
}
