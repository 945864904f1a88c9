package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import io.holdfast.api.query.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

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

  public static Caller of(Jwt token) {
    @Nullable Instant expiresAt = token.getExpiresAt();
    @Nullable List<String> roles = token.getClaimAsStringList(AccessTokens.ROLES);
    @Nullable String sessionId = token.getClaimAsString(AccessTokens.SESSION);
    if (expiresAt == null || roles == null || sessionId == null) {
      throw new Rejection(ErrorCode.NOT_SIGNED_IN, "The token lacks a claim.");
    }
    return new Caller(
        token.getSubject(),
        EnumSet.copyOf(roles.stream().map(Role::valueOf).toList()),
        sessionId,
        expiresAt);
  }

  /** Whose rows this caller may read. */
  public Scope scope() {
    return seesAll() ? Scope.EVERYBODY : Scope.ownedBy(userId);
  }

  public boolean seesAll() {
    return roles.stream().anyMatch(SEE_ALL::contains);
  }
}
