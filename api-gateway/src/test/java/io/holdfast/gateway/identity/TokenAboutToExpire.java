package io.holdfast.gateway.identity;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.security.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.util.IdGenerator;

/** A real token of a gateway, minted so long ago that it counts for four or five seconds more. */
public final class TokenAboutToExpire {
  private static final Duration LEFT = Duration.ofSeconds(5);

  private TokenAboutToExpire() {}

  public static String of(GatewayHarness gateway, String name) {
    SecuritySettings settings = gateway.bean(SecuritySettings.class);
    Clock then = Clock.offset(Clock.systemUTC(), LEFT.minus(settings.tokenLifetime()));
    AccessTokens tokens =
        new AccessTokens(
            SigningKeys.at(settings.signingKeyFile()),
            settings,
            then,
            gateway.bean(IdGenerator.class));
    return tokens.mint(gateway.bean(Users.class).byId("user:" + name).orElseThrow()).token();
  }
}
