package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.StreamClient;
import io.holdfast.gateway.StreamClient.Wish;
import io.holdfast.gateway.security.SecuritySettings;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A token that is not ours opens no door, and is answered alike at each. */
class ForgedTokensIT {
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
  private static GatewayHarness gateway;
  private static StreamClient streams;
  private static Map<String, String> forged;
  private static String genuine;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    streams = new StreamClient(gateway);
    SecuritySettings settings = gateway.bean(SecuritySettings.class);
    SigningKeys keys = SigningKeys.at(settings.signingKeyFile());
    long lifetimeSeconds = settings.tokenLifetime().toSeconds();
    Instant now = Instant.now();
    forged = ForgedTokens.all(keys.current(), now, lifetimeSeconds, "session:hand-made");
    genuine = ForgedTokens.genuine(keys.current(), now, lifetimeSeconds, "session:hand-made");
  }

  @AfterAll
  static void close() {
    streams.close();
    gateway.close();
  }

  @Test
  void oneMadeByTheSameHandsWithNothingWrongOpensEveryDoor() {
    assertThat(rest(genuine)).isEqualTo("200");
    assertThat(overRSocket(genuine)).isEmpty();
    assertThat(overWebSocket(genuine)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> oneThatIsForgedOpensNone() {
    return forged.entrySet().stream()
        .filter(token -> !token.getKey().contains("a session that has ended"))
        .map(token -> dynamicTest(token.getKey(), () -> refusedEverywhere(token.getValue())));
  }

  @Test
  void twoHeadersDoNotCountEvenWhereBothWould() {
    assertThat(
            codeOf(
                gateway
                    .web()
                    .get()
                    .uri("/api/rails")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + genuine)
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + genuine)))
        .isEqualTo("NOT_SIGNED_IN");
  }

  @Test
  void aTokenInTheAddressDoesNotCount() {
    for (String name : new String[] {"access_token", "token", "authorization"}) {
      assertThat(codeOf(gateway.web().get().uri("/api/rails?" + name + "=" + genuine)))
          .isEqualTo("NOT_SIGNED_IN");
    }
  }

  @Test
  void aTokenOfAnotherSchemeDoesNotCount() {
    for (String scheme : new String[] {"Basic ", "Token ", "", "Bearer", "Bearer\t", "DPoP "}) {
      assertThat(
              codeOf(
                  gateway
                      .web()
                      .get()
                      .uri("/api/rails")
                      .header(HttpHeaders.AUTHORIZATION, scheme + genuine)))
          .as(scheme)
          .isEqualTo("NOT_SIGNED_IN");
    }
  }

  @Test
  void aHeaderBeyondAllMeasureIsRefusedBeforeItIsRead() {
    assertThat(statusOf("x".repeat(60_000))).isBetween(400, 499);
  }

  private static void refusedEverywhere(String token) {
    if (VISIBLE.matcher(token).matches()) {
      assertThat(rest(token)).isEqualTo("NOT_SIGNED_IN");
    }
    assertThat(overRSocket(token)).isEqualTo("NOT_SIGNED_IN");
    assertThat(overWebSocket(token)).isEqualTo("NOT_SIGNED_IN");
  }

  private static String overRSocket(String token) {
    return streams.overRSocket(new Wish("rails", null, token), _ -> true).code();
  }

  private static String overWebSocket(String token) {
    return streams.overWebSocket(new Wish("rails", null, token), _ -> true).code();
  }

  private static String rest(String token) {
    return codeOf(
        gateway.web().get().uri("/api/rails").header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
  }

  private static int statusOf(String token) {
    return gateway
        .web()
        .get()
        .uri("/api/rails")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .exchange()
        .expectBody()
        .returnResult()
        .getStatus()
        .value();
  }

  private static String codeOf(WebTestClient.RequestHeadersSpec<?> request) {
    Map<?, ?> body = request.exchange().expectBody(Map.class).returnResult().getResponseBody();
    Object code = body == null ? null : body.get("code");
    return code == null ? "200" : code.toString();
  }
}
