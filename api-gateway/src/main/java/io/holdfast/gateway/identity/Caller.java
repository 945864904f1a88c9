package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import io.holdfast.api.query.Scope;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Who asks, as the access token says it. Nothing is asked on a caller's behalf after it expires.
 *
 * @param sessionId of the token
 */
public record Caller(String userId, Set<Role> roles, String sessionId, Instant expiresAt) {
  private static final Set<Role> SEE_ALL =
      EnumSet.of(Role.OPERATOR, Role.ADMINISTRATOR, Role.AUDITOR);

  public Caller {
    roles = Set.copyOf(roles);
  }

  /**
   * Whom the token names.
   *
   * @throws Rejection NOT_SIGNED_IN where it does not say in our words who it is, by which session,
   *     in which roles and for how long
   */
  public static Caller of(Jwt token) {
    try {
      return new Caller(
          new UserId(text(token.getClaim(JwtClaimNames.SUB))).value(),
          rolesOf(token.getClaim(AccessTokens.ROLES)),
          new SessionId(text(token.getClaim(AccessTokens.SESSION))).value(),
          expiry(token.getExpiresAt()));
    } catch (Rejection | IllegalArgumentException e) {
      throw new Rejection(ErrorCode.NOT_SIGNED_IN, "The token lacks a claim.");
    }
  }

  private static Instant expiry(@Nullable Instant claim) {
    if (claim == null) {
      throw new IllegalArgumentException("a token ends");
    }
    return claim;
  }

  private static String text(@Nullable Object claim) {
    if (claim instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a claim is a text");
  }

  private static Set<Role> rolesOf(@Nullable Object claim) {
    if (claim instanceof List<?> names && !names.isEmpty()) {
      return EnumSet.copyOf(names.stream().map(name -> Role.valueOf(text(name))).toList());
    }
    throw new IllegalArgumentException("a token names roles");
  }

  /** Whose rows this caller may read. */
  public Scope scope() {
    return seesAll() ? Scope.EVERYBODY : Scope.ownedBy(userId);
  }

  public boolean seesAll() {
    return roles.stream().anyMatch(SEE_ALL::contains);
  }
}
