package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.holdfast.api.identity.Role;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.security.SecuritySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.util.AlternativeJdkIdGenerator;
import reactor.core.publisher.Mono;

class AccessTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final UserId ALICE = new UserId("user:alice");
  private static final SessionId SESSION = new SessionId("session:a");
  private static final ECKey KEY = newKey();
  private static final ECKey OTHER_KEY = newKey();
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  @Test
  void aTokenNamesItsUserAndRolesUntilItExpires() {
    AccessTokens.Minted minted = tokensAt(NOW).mint(ALICE, Set.of(Role.CUSTOMER), SESSION);
    Caller caller = tokensAt(NOW.plusSeconds(1799)).callerOf(minted.token()).block();
    assertThat(caller.userId()).isEqualTo("user:alice");
    assertThat(caller.roles()).containsExactly(Role.CUSTOMER);
    assertThat(caller.sessionId()).isEqualTo("session:a");
    assertThat(caller.expiresAt()).isEqualTo(NOW.plusSeconds(1800)).isEqualTo(minted.expiresAt());
  }

  @Test
  void aTokenCountsNeitherAfterItsTimeNorBefore() {
    String token = tokensAt(NOW).mint(ALICE, Set.of(Role.CUSTOMER), SESSION).token();
    refuses(tokensAt(NOW.plus(Duration.ofMinutes(31))), token);
    refuses(tokensAt(NOW.plus(Duration.ofDays(1))), token);
    refuses(tokensAt(NOW.minus(Duration.ofHours(1))), token);
  }

  @Test
  void onlyOurOwnKeyCounts() throws Exception {
    refuses(signed(claims(UnaryOperator.identity()), OTHER_KEY));
    ECKey impostor = new ECKey.Builder(OTHER_KEY).keyID(KEY.getKeyID()).build();
    refuses(signed(claims(UnaryOperator.identity()), impostor));
  }

  @Test
  void whatTheKeyBeforeHasSignedCountsWhileItIsKept() {
    String before = tokensAt(NOW).mint(ALICE, Set.of(Role.CUSTOMER), SESSION).token();
    AccessTokens changed = tokensAt(NOW, new SigningKeys(OTHER_KEY, Optional.of(KEY)));

    assertThat(changed.callerOf(before).block().userId()).isEqualTo("user:alice");
    refuses(tokensAt(NOW, new SigningKeys(OTHER_KEY, Optional.empty())), before);
    refuses(tokensAt(NOW), changed.mint(ALICE, Set.of(Role.CUSTOMER), SESSION).token());
  }

  @Test
  void bothKeysAreShownAndOnlyTheirPublicHalves() {
    AccessTokens changed = tokensAt(NOW, new SigningKeys(OTHER_KEY, Optional.of(KEY)));

    assertThat(changed.publicKeySet())
        .containsExactly(
            Map.entry(
                "keys",
                List.of(OTHER_KEY.toPublicJWK().toJSONObject(), KEY.toPublicJWK().toJSONObject())));
  }

  @Test
  void aKeyThatATokenBringsAlongIsIgnored() throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(TYPE)
            .keyID(KEY.getKeyID())
            .jwk(OTHER_KEY.toPublicJWK())
            .jwkURL(URI.create("https://evil.example/keys"))
            .build();
    refuses(serialized(header, claims(UnaryOperator.identity()), new ECDSASigner(OTHER_KEY)));
  }

  @Test
  void unsignedAndSymmetricallySignedTokensDoNotCount() throws Exception {
    JWTClaimsSet claims = claims(UnaryOperator.identity());
    refuses(new PlainJWT(claims).serialize());
    byte[] publicKey =
        KEY.toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).keyID(KEY.getKeyID()).build();
    refuses(serialized(header, claims, new MACSigner(publicKey)));
  }

  @Test
  void tokensOfAnotherTypeIssuerOrAudienceDoNotCount() throws Exception {
    JWTClaimsSet claims = claims(UnaryOperator.identity());
    for (JOSEObjectType type :
        new JOSEObjectType[] {JOSEObjectType.JWT, new JOSEObjectType("rt+jwt"), null}) {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(KEY.getKeyID()).build();
      refuses(serialized(header, claims, new ECDSASigner(KEY)));
    }
    refuses(signed(claims(builder -> builder.issuer("somebody")), KEY));
    refuses(signed(claims(builder -> builder.audience("somebody")), KEY));
    refuses(signed(claims(builder -> builder.issuer(null)), KEY));
    refuses(signed(claims(builder -> builder.audience((String) null)), KEY));
  }

  @Test
  void tokensWithoutATimeDoNotCount() throws Exception {
    refuses(signed(claims(builder -> builder.expirationTime(null)), KEY));
    refuses(signed(claims(builder -> builder.notBeforeTime(null)), KEY));
  }

  @Test
  void aTokenOfNoSessionOrOfOneThatHasEndedDoesNotCount() throws Exception {
    assertThat(tokensAt(NOW).callerOf(signed(claims(UnaryOperator.identity()), KEY)).block())
        .isNotNull();
    refuses(signed(claims(builder -> builder.claim("sid", null)), KEY));
    refuses(signed(claims(builder -> builder.claim("sid", "session:ended")), KEY));
  }

  @Test
  void whatIsNoTokenDoesNotCount() {
    String token = tokensAt(NOW).mint(ALICE, Set.of(Role.CUSTOMER), SESSION).token();
    for (String rubbish :
        new String[] {
          "", ".", "..", "a.b.c", token + "x", token.substring(1), "x".repeat(10_000)
        }) {
      refuses(rubbish);
    }
  }

  @Test
  void aTokenMadeByHandCountsAsOursDoes() {
    String genuine = ForgedTokens.genuine(KEY, NOW, 1800, "session:a");
    assertThat(tokensAt(NOW).callerOf(genuine).block().userId()).isEqualTo("user:alice");
  }

  @TestFactory
  Stream<DynamicTest> oneThatIsAStepAwayFromOursDoesNotCount() {
    return ForgedTokens.all(KEY, NOW, 1800, "session:a").entrySet().stream()
        .map(forged -> dynamicTest(forged.getKey(), () -> refuses(forged.getValue())));
  }

  @Test
  void everyTokenIsSignedInTheOneWayThatCounts() {
    AccessTokens tokens = tokensAt(NOW);
    for (int number = 0; number < 64; number++) { // half of all signatures are the other one
      String token = tokens.mint(ALICE, Set.of(Role.CUSTOMER), SESSION).token();
      assertThat(tokens.callerOf(token).block()).isNotNull();
    }
  }

  private static void refuses(String token) {
    refuses(tokensAt(NOW), token);
  }

  private static void refuses(AccessTokens tokens, String token) {
    assertThatThrownBy(() -> tokens.callerOf(token).block())
        .as(token)
        .isInstanceOf(JwtException.class);
  }

  private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer("holdfast")
                .audience("holdfast")
                .subject("user:alice")
                .jwtID("7a0c")
                .issueTime(Date.from(NOW))
                .notBeforeTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(1800)))
                .claim("roles", List.of("CUSTOMER"))
                .claim("sid", "session:a"))
        .build();
  }

  private static String signed(JWTClaimsSet claims, ECKey key) throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    return serialized(header, claims, new ECDSASigner(key));
  }

  private static String serialized(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return signer instanceof ECDSASigner ? TokenForm.normal(jwt.serialize()) : jwt.serialize();
  }

  private static AccessTokens tokensAt(Instant now) {
    return tokensAt(now, new SigningKeys(KEY, Optional.empty()));
  }

  private static AccessTokens tokensAt(Instant now, SigningKeys keys) {
    SecuritySettings settings =
        new SecuritySettings(
            Path.of("unused"),
            Path.of("unused"),
            Duration.ofMinutes(30),
            "holdfast",
            "holdfast",
            List.of(),
            30,
            10,
            null,
            null,
            null);
    return new AccessTokens(
        keys,
        settings,
        Clock.fixed(now, ZoneOffset.UTC),
        new AlternativeJdkIdGenerator(),
        AccessTokensTest::requireGoingOn);
  }

  private static Mono<Void> requireGoingOn(String sessionId, Instant issuedAt) {
    assertThat(issuedAt).isEqualTo(NOW);
    return sessionId.equals(SESSION.value())
        ? Mono.empty()
        : Mono.error(new BadJwtException("ended"));
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
