package io.holdfast.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.security.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes and checks access tokens: JWT by RFC 9068, signed with ES256. Only our own keys, algorithm,
 * type, issuer and audience are accepted, and only the form in which we write them ({@link
 * TokenForm}), whatever a token's header asks for (RFC 8725). A token is one session's ({@code
 * sid}), and counts no more once that has ended.
 */
public final class AccessTokens implements ReactiveJwtDecoder {
  static final String ROLES = "roles";
  static final String SESSION = "sid";

  private static final JOSEObjectType TYPE = new JOSEObjectType(TokenForm.TYPE);
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private final SigningKeys keys;
  private final SecuritySettings settings;
  private final Clock clock;
  private final IdGenerator ids;
  private final SessionCheck sessions;
  private final ReactiveJwtDecoder decoder;

  AccessTokens(
      SigningKeys keys,
      SecuritySettings settings,
      Clock clock,
      IdGenerator ids,
      SessionCheck sessions) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
    this.sessions = sessions;
    this.decoder = decoder();
  }

  /** A token and the moment from which it counts no more. */
  record Minted(String token, Instant expiresAt) {}

  Minted mint(UserId userId, Set<Role> roles, SessionId sessionId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(settings.tokenLifetime());
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .audience(settings.audience())
            .subject(userId.value())
            .jwtID(ids.generateId().toString())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expiresAt))
            .claim(ROLES, roles.stream().map(Enum::name).sorted().toList())
            .claim(SESSION, sessionId.value())
            .build();
    return new Minted(sign(claims), expiresAt);
  }

  /**
   * Who sent this token. Ends with a {@link org.springframework.security.oauth2.jwt.JwtException}
   * where it does not count.
   */
  public Mono<Caller> callerOf(String token) {
    return decode(token).map(Caller::of);
  }

  @Override
  public Mono<Jwt> decode(String token) {
    return checked(token).flatMap(jwt -> requireGoingOn(jwt).thenReturn(jwt));
  }

  /** Whatever a decoder stumbles over is a token that does not count, and no defect of ours. */
  private Mono<Jwt> checked(String token) {
    if (!TokenForm.isOurs(token)) {
      return Mono.error(new BadJwtException("the token is of another form than ours"));
    }
    return decoder
        .decode(token)
        .onErrorMap(
            failure -> !(failure instanceof JwtException),
            failure -> new BadJwtException("the token cannot be read", failure));
  }

  private Mono<Void> requireGoingOn(Jwt token) {
    @Nullable String sessionId = token.getClaimAsString(SESSION);
    @Nullable Instant issuedAt = token.getIssuedAt();
    return sessionId == null || issuedAt == null
        ? Mono.error(new BadJwtException("the token names no session, or no time"))
        : sessions.requireGoingOn(sessionId, issuedAt);
  }

  /** The public keys, as {@code /.well-known/jwks.json} shows them. */
  Map<String, Object> publicKeySet() {
    return Map.of("keys", keys.publicKeys().stream().map(JWK::toJSONObject).toList());
  }

  private String sign(JWTClaimsSet claims) {
    ECKey key = keys.current();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    SignedJWT jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key signs nothing", e);
    }
    return TokenForm.normal(jwt.serialize());
  }

  private ReactiveJwtDecoder decoder() {
    NimbusReactiveJwtDecoder nimbus =
        NimbusReactiveJwtDecoder.withJwkSource(_ -> Flux.fromIterable(keys.publicKeys()))
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .validateType(false)
            .jwtProcessorCustomizer(
                processor ->
                    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE)))
            .build();
    nimbus.setJwtValidator(validator());
    return nimbus;
  }

  private OAuth2TokenValidator<Jwt> validator() {
    JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
    timestamps.setClock(clock);
    timestamps.setAllowEmptyExpiryClaim(false);
    timestamps.setAllowEmptyNotBeforeClaim(false);
    return new DelegatingOAuth2TokenValidator<>(
        timestamps,
        new JwtIssuerValidator(settings.issuer()),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD, List.of(settings.audience())::equals),
        new JwtClaimValidator<Object>(
            JwtClaimNames.JTI, id -> id instanceof String text && !text.isEmpty()),
        this::asWeMakeThem);
  }

  /**
   * That it begins when it was made, lives no longer than ours do, and names somebody, a session
   * and roles.
   */
  private OAuth2TokenValidatorResult asWeMakeThem(Jwt token) {
    @Nullable Instant issuedAt = token.getIssuedAt();
    @Nullable Instant expiresAt = token.getExpiresAt();
    boolean inTime =
        issuedAt != null
            && expiresAt != null
            && issuedAt.equals(token.getNotBefore())
            && !issuedAt.isAfter(clock.instant().plus(CLOCK_SKEW))
            && !expiresAt.isAfter(issuedAt.plus(settings.tokenLifetime()));
    return inTime && namesACaller(token)
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
  }

  private static boolean namesACaller(Jwt token) {
    try {
      Caller.of(token);
      return true;
    } catch (Rejection nobody) {
      return false;
    }
  }
}
