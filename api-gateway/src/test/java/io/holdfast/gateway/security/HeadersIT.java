package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

class HeadersIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.security.allowed-origins=https://console.example");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void everyAnswerForbidsFramingSniffingCachingAndForeignContent() {
    for (String path : new String[] {"/api/auth/me", "/api/nothing", "/health", "/nothing"}) {
      HttpHeaders headers = headersOf(gateway.as("alice").get().uri(path));
      assertThat(headers.getFirst("Content-Security-Policy"))
          .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
      assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(headers.getFirst("Cache-Control")).contains("no-store");
      assertThat(headers.containsHeader("Set-Cookie")).isFalse();
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
  void onlyOriginsOfTheListMayCallFromTheirPages() {
    assertThat(preflight("https://console.example").getAccessControlAllowOrigin())
        .isEqualTo("https://console.example");
    assertThat(preflight("https://evil.example").getAccessControlAllowOrigin()).isNull();
  }

  private static HttpHeaders preflight(String origin) {
    return headersOf(
        gateway
            .web()
            .options()
            .uri("/api/transfers")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,idempotency-key"));
  }

  private static String correlationOf(String offered) {
    return headersOf(gateway.web().get().uri("/health").header("X-Correlation-Id", offered))
        .getFirst("X-Correlation-Id");
  }

  private static HttpHeaders headersOf(WebTestClient.RequestHeadersSpec<?> request) {
    return request.exchange().expectBody().returnResult().getResponseHeaders();
  }
}
