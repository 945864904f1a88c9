package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.gateway.GatewayHarness;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class HeadersIT {
  private static final String EVIL = "https://evil.example";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway =
        GatewayHarness.start(
            "holdfast.security.allowed-origins=https://console.example",
            "holdfast.security.public-url=https://custody.example/");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  /** From every hand that may write an answer: an endpoint, a page, a file, and each refusal. */
  @TestFactory
  Stream<DynamicTest> everyAnswerForbidsFramingSniffingCachingAndForeignContent() {
    WebTestClient web = gateway.web();
    WebTestClient alice = gateway.as("alice");
    Map<String, WebTestClient.RequestHeadersSpec<?>> requests = new LinkedHashMap<>();
    requests.put("200", alice.get().uri("/api/auth/me"));
    requests.put("200 of a page", web.get().uri("/").accept(MediaType.TEXT_HTML));
    requests.put("200 of a file", web.get().uri("/assets/console.js"));
    requests.put("200 of health", web.get().uri("/health"));
    requests.put("200 of the description", web.get().uri("/v3/api-docs"));
    requests.put("200 of the keys", web.get().uri("/.well-known/jwks.json"));
    requests.put(
        "200 of a picture", alice.get().uri("/api/deposit-requests/deposit-request:a/qr.svg"));
    requests.put("200 of OPTIONS", web.options().uri("/api/rails"));
    requests.put("400", alice.get().uri("/api/accounts?limit=ten"));
    requests.put("400 of the firewall", web.get().uri(URI.create(base() + "/api//users")));
    requests.put("401", web.get().uri("/api/rails"));
    requests.put("401 of a token", web.get().uri("/api/rails").header("Authorization", "Bearer x"));
    requests.put("403", alice.get().uri("/api/users"));
    requests.put("403 of another's page", alice.get().uri("/api/rails").header("Origin", EVIL));
    requests.put(
        "403 of a socket",
        web.get().uri("/ws").header("Origin", EVIL).header("Upgrade", "websocket"));
    requests.put("404", alice.get().uri("/api/nothing"));
    requests.put("404 of a page", web.get().uri("/nothing").accept(MediaType.TEXT_HTML));
    requests.put("405", alice.put().uri("/api/rails"));
    requests.put("415", web.post().uri("/api/auth/login").bodyValue("plain"));
    requests.put(
        "413",
        web.post()
            .uri("/api/auth/login")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue("{\"email\":\"" + "x".repeat(70_000) + "\"}"));
    requests.put("preflight", preflighted("https://console.example"));
    return requests.entrySet().stream()
        .map(
            request ->
                dynamicTest(request.getKey(), () -> hardened(headersOf(request.getValue()))));
  }

  private static void hardened(HttpHeaders headers) {
    assertThat(headers.getFirst("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
        .contains("base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
    assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(headers.getFirst("Permissions-Policy")).contains("camera=()", "geolocation=()");
    assertThat(headers.getFirst("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(headers.getFirst("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(headers.getFirst("Cache-Control")).contains("no-cache");
    assertThat(headers.getFirst("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000; includeSubDomains");
    assertThat(headers.getFirst("X-Correlation-Id")).isNotBlank();
    assertThat(headers.containsHeader("Set-Cookie")).isFalse();
    assertThat(headers.containsHeader("Server")).isFalse();
  }

  @Test
  void whatHoldsATokenIsKeptByNoCache() {
    HttpHeaders headers =
        headersOf(
            gateway
                .web()
                .post()
                .uri("/api/auth/login")
                .bodyValue(Map.of("email", "bob@sandbox.test", "password", gateway.password())));
    assertThat(headers.getFirst("Cache-Control")).contains("no-store");
    assertThat(headersOf(gateway.as("bob").get().uri("/api/accounts")).getFirst("Cache-Control"))
        .contains("no-store");
  }

  @Test
  void whereNoWebSocketIsAskedForItsRouteIsNoPageEither() {
    HttpHeaders headers = headersOf(gateway.web().get().uri("/rsocket"));
    assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.getFirst("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(headers.getFirst("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whatTheFirewallTurnsAwayIsToldAsEveryRefusal() {
    for (String odd : new String[] {"/api//users", "/api/rails;a=b", "/api/%2e%2e/users"}) {
      gateway
          .web()
          .get()
          .uri(URI.create(base() + odd))
          .exchange()
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("MALFORMED_REQUEST");
    }
  }

  @Test
  void aGivenCorrelationIdIsKeptAndABadOneReplaced() {
    assertThat(correlationOf("my-request-0001")).isEqualTo("my-request-0001");
    for (String bad : new String[] {"x", "x".repeat(65), "evil{}$injection", "a b c d e f g"}) {
      assertThat(correlationOf(bad)).isNotEqualTo(bad).hasSize(36);
    }
  }

  @Test
  void theCorrelationIdGoesWithTheCommandAndTheCallerToo() {
    gateway
        .as("alice")
        .post()
        .uri("/api/accounts")
        .header("Idempotency-Key", "correlated")
        .header("X-Correlation-Id", "correlated-0001")
        .header("Content-Type", "application/json")
        .bodyValue("{\"label\":\"Savings\"}")
        .exchange()
        .expectStatus()
        .isCreated()
        .expectHeader()
        .exists("X-Log-Index")
        .expectBody();
    assertThat(gateway.ledger().commands())
        .last()
        .satisfies(
            command ->
                assertThat(command.getMetaData())
                    .containsEntry("actor", "user:alice")
                    .containsEntry("correlationId", "correlated-0001")
                    .containsKey("requestId"));
  }

  @Test
  void onlyPagesOfOursAndOfTheListMayCall() {
    for (String ours : new String[] {"https://console.example", "https://custody.example"}) {
      HttpHeaders allowed = headersOf(preflighted(ours));
      assertThat(allowed.getAccessControlAllowOrigin()).isEqualTo(ours);
      assertThat(allowed.getAccessControlAllowMethods())
          .containsExactlyInAnyOrder(
              HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);
      assertThat(allowed.getAccessControlAllowHeaders())
          .containsExactlyInAnyOrder("authorization", "idempotency-key");
      assertThat(allowed.containsHeader("Access-Control-Allow-Credentials")).isFalse();
      assertThat(allowed.getVary()).contains("Origin");
    }
  }

  @Test
  void pagesOfOthersMayNotHoweverTheyNameThemselves() {
    for (String other :
        new String[] {
          EVIL,
          "null",
          "*",
          "http://console.example",
          "https://console.example:444",
          "https://console.example.evil.example",
          "https://evil.example/https://console.example",
          "https://sub.console.example"
        }) {
      HttpHeaders refused = headersOf(preflighted(other));
      assertThat(refused.getAccessControlAllowOrigin()).as(other).isNull();
    }
    HttpHeaders method =
        headersOf(
            gateway
                .web()
                .options()
                .uri("/api/transfers")
                .header("Origin", "https://console.example")
                .header("Access-Control-Request-Method", "PATCH"));
    assertThat(method.getAccessControlAllowOrigin()).isNull();
  }

  @Test
  void whatAnothersPageSendsIsRefusedBeforeItIsLookedAt() {
    int sent = gateway.sent().all().size();
    gateway
        .as("alice")
        .post()
        .uri("/api/accounts")
        .header("Origin", EVIL)
        .header("Idempotency-Key", "from-another-page")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"label\":\"Savings\"}")
        .exchange()
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("FORBIDDEN");
    assertThat(gateway.sent().all()).hasSize(sent);
  }

  /** A proxy ends the TLS, so what comes through it does not look like our own origin. */
  @Test
  void theConsoleBehindAProxyWithTlsIsOurOwnPage() {
    gateway
        .as("alice")
        .get()
        .uri("/api/rails")
        .header("Host", "custody.example")
        .header("Origin", "https://custody.example")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }

  private static WebTestClient.RequestHeadersSpec<?> preflighted(String origin) {
    return gateway
        .web()
        .options()
        .uri("/api/transfers")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,idempotency-key");
  }

  private static String base() {
    return "http://127.0.0.1:" + gateway.port();
  }

  private static String correlationOf(String offered) {
    return headersOf(gateway.web().get().uri("/health").header("X-Correlation-Id", offered))
        .getFirst("X-Correlation-Id");
  }

  private static HttpHeaders headersOf(WebTestClient.RequestHeadersSpec<?> request) {
    return request.exchange().expectBody().returnResult().getResponseHeaders();
  }
}
