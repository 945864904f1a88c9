package io.holdfast.gateway.identity;

import io.holdfast.api.identity.Role;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.security.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
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
            gateway.bean(IdGenerator.class),
            gateway.bean(EndedSessions.class));
    Set<Role> roles =
        gateway.bean(Users.class).all().stream()
            .filter(user -> user.id().equals("user:" + name))
            .findFirst()
            .orElseThrow()
            .roles();
    return tokens.mint(new UserId("user:" + name), roles, new SessionId("session:" + name)).token();
  }
}
