package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.user.UserId;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.identity.Client.Said;
import io.holdfast.gateway.personal.PersonalData;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseCookie;

/** Becoming somebody, staying in, going out. */
class RefreshIT {
  private static final Map<String, String> NOTHING = Map.of();
  private static final String PASSWORD = "a long password";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.security.failed-logins-per-minute-per-address=1000");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void whoRegistersIsInAsACustomerAndMaySignInAgain() {
    Said said = register("carol@example.org").expect(201);

    assertThat(said.body().at("/user/email").asString()).isEqualTo("carol@example.org");
    assertThat(said.body().at("/user/name").asString()).isEqualTo("Zoë");
    assertThat(said.body().at("/user/roles").toString()).isEqualTo("[\"CUSTOMER\"]");
    client()
        .post("/api/auth/login", Map.of("email", "Carol@Example.org", "password", PASSWORD))
        .expect(200);
    assertThat(gateway.identity().person(said.body().at("/user/id").asString()).toString())
        .as("what the ledger is told")
        .doesNotContain("carol", "Zoë");
  }

  @Test
  void anAddressStandsForOnePersonWhoKeepsTheirPassword() {
    register("dave@example.org").expect(201);

    client()
        .post(
            "/api/auth/register",
            Map.of("email", "DAVE@example.org", "password", "another password", "name", "D"))
        .refused(409, "EMAIL_TAKEN");
    client()
        .post(
            "/api/auth/login", Map.of("email", "dave@example.org", "password", "another password"))
        .refused(401, "WRONG_CREDENTIALS");
    client()
        .post("/api/auth/login", Map.of("email", "dave@example.org", "password", PASSWORD))
        .expect(200);
  }

  @Test
  void newcomersOfAnotherFormAreMalformed() {
    for (Map<String, String> wish :
        java.util.List.<Map<String, String>>of(
            NOTHING,
            Map.of("email", "no address", "password", PASSWORD, "name", "N"),
            Map.of("email", "e@example.org", "password", "short", "name", "N"),
            Map.of("email", "e@example.org", "password", "x".repeat(201), "name", "N"),
            Map.of("email", "e@example.org", "password", PASSWORD, "name", " "),
            Map.of("email", "e@example.org", "password", PASSWORD, "name", "N", "role", "x"))) {
      client().post("/api/auth/register", wish).refused(400, "MALFORMED_REQUEST");
    }
  }

  @Test
  void aTokenCountsOnceAndThenEndsTheSession() {
    Said first = client().signIn("alice");
    Said second = refresh(first.text("refreshToken")).expect(200);
    assertThat(second.text("sessionId")).isEqualTo(first.text("sessionId"));
    assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
    client().as(second).get("/api/auth/me").expect(200);

    refresh(first.text("refreshToken")).refused(401, "NOT_SIGNED_IN");
    refresh(second.text("refreshToken")).refused(401, "NOT_SIGNED_IN");
  }

  @Test
  void whatIsNoTokenOfThisSessionMovesNothing() {
    Said in = client().signIn("bob");
    String token = in.text("refreshToken");
    String[] parts = token.split("~", -1);
    for (String strange :
        new String[] {
          "",
          "~~",
          parts[0] + "~" + parts[1],
          token + "x",
          token + "~x",
          parts[0] + "~" + parts[1] + "~" + "A".repeat(43),
          parts[0] + "~user:alice~" + parts[2].substring(1) + "A",
          "session:none~" + parts[1] + "~" + parts[2],
          in.text("accessToken"),
          "x".repeat(5_000)
        }) {
      refresh(strange).refused(401, "NOT_SIGNED_IN");
    }
    refresh(token).expect(200);
  }

  @Test
  void guessingTokensIsSlowedDown() {
    String guess = "session:guessed~user:bob~" + "A".repeat(43);
    for (int i = 0; i < 10; i++) {
      refresh(guess).refused(401, "NOT_SIGNED_IN");
    }
    refresh(guess).refused(429, "TOO_MANY_REQUESTS");
  }

  @Test
  void aTokenThatSomebodyMadeUpMakesNobodyKnown() {
    refresh("session:made-up~user:made-up~" + "A".repeat(43)).refused(401, "NOT_SIGNED_IN");

    assertThat(gateway.bean(PersonalData.class).isKnown(new UserId("user:made-up"))).isFalse();
  }

  @Test
  void aPagesTokenIsInACookieThatNoScriptReads() {
    Said in = signInAsPage(origin()).expect(200);
    ResponseCookie cookie = in.cookie();

    assertThat(in.body().path("refreshToken").isNull()).isTrue();
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo("Strict");
    assertThat(cookie.getPath()).isEqualTo("/api/auth");
    assertThat(cookie.getMaxAge()).isPositive();

    Said reloaded = page(cookie.getValue()).post("/api/auth/refresh", NOTHING).expect(200);
    assertThat(reloaded.body().path("refreshToken").isNull()).isTrue();
    assertThat(reloaded.cookie().getValue()).isNotEqualTo(cookie.getValue());
    assertThat(reloaded.body().at("/user/id").asString()).isEqualTo("user:alice");
  }

  @Test
  void theCookieCountsForPagesOfOursOnly() {
    String cookie = signInAsPage(origin()).expect(200).cookie().getValue();

    client().showing(cookie).post("/api/auth/refresh", NOTHING).refused(403, "FORBIDDEN");
    client()
        .showing(cookie)
        .with("Origin", "https://evil.example")
        .post("/api/auth/refresh", NOTHING)
        .expect(403);
    signInAsPage("https://evil.example").expect(403);
    page(cookie).post("/api/auth/refresh", NOTHING).expect(200);
  }

  @Test
  void withoutATokenNobodyStaysIn() {
    client().post("/api/auth/refresh", NOTHING).refused(401, "NOT_SIGNED_IN");
    page("rubbish").post("/api/auth/refresh", NOTHING).refused(401, "NOT_SIGNED_IN");
  }

  @Test
  void whoGoesOutIsOutAndThePageForgets() {
    for (String path : new String[] {"/api/auth/logout", "/api/auth/wallet/disconnect"}) {
      Said in = signInAsPage(origin()).expect(200);

      Said out = client().as(in).post(path, NOTHING).expect(204);

      assertThat(out.cookie().getMaxAge()).isZero();
      page(in.cookie().getValue()).post("/api/auth/refresh", NOTHING).refused(401, "NOT_SIGNED_IN");
    }
  }

  private static Said register(String email) {
    return client()
        .post("/api/auth/register", Map.of("email", email, "password", PASSWORD, "name", "Zoë"));
  }

  private static Said refresh(String token) {
    return client().post("/api/auth/refresh", Map.of("refreshToken", token));
  }

  private static Said signInAsPage(String origin) {
    return client()
        .with("Origin", origin)
        .post(
            "/api/auth/login",
            Map.of(
                "email",
                "alice@sandbox.test",
                "password",
                gateway.password(),
                "tokenIn",
                "COOKIE"));
  }

  private static Client page(String cookie) {
    return client().with("Origin", origin()).showing(cookie);
  }

  private static String origin() {
    return "http://127.0.0.1:" + gateway.port();
  }

  private static Client client() {
    return new Client(gateway);
  }
}
