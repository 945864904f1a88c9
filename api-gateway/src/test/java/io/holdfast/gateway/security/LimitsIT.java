package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.StreamClient;
import io.holdfast.gateway.StreamClient.Wish;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** So much and no more, for each person and for each address, as a trusted proxy tells it. */
class LimitsIT {
  /** So few that many seconds pass before one is given back. */
  private static final int READS = 4;

  private static final int WRITES = 6;
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway =
        GatewayHarness.start(
            "holdfast.limits.reads-per-minute=" + READS,
            "holdfast.limits.writes-per-minute=" + WRITES,
            "holdfast.security.trusted-proxies=127.0.0.0/8",
            "holdfast.security.failed-logins-per-minute-per-address=3");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void whoReadsTooMuchWaitsAndNobodyElseDoes() {
    WebTestClient alice = as("alice");
    refusedAtLast(READS, () -> alice.get().uri("/api/rails"));
    assertThat(status(as("audrey").get().uri("/api/rails"))).isEqualTo(200);
    assertThat(status(alice.head().uri("/api/rails"))).isEqualTo(429);
    assertThat(status(alice.post().uri("/api/auth/logout"))).as("a write").isEqualTo(204);
  }

  @Test
  void anotherSpellingOfThePathIsCountedAlike() {
    URI spelt = URI.create("http://127.0.0.1:" + gateway.port() + "/%61pi/sandbox");
    refusedAtLast(
        READS, () -> gateway.web().get().uri(spelt).header("X-Forwarded-For", "198.51.100.77"));
  }

  @Test
  void whoWritesTooMuchWaitsAndNothingIsDone() {
    WebTestClient bob = as("bob");
    refusedAtLast(
        WRITES,
        () ->
            bob.post()
                .uri("/api/accounts")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"label\":\"Savings\"}"));
    int sent = gateway.sent().all().size();
    assertThat(status(bob.delete().uri("/api/sessions"))).isEqualTo(429);
    assertThat(gateway.sent().all()).hasSize(sent);
    assertThat(status(bob.get().uri("/api/rails"))).as("a read").isEqualTo(200);
  }

  @Test
  void whoOpensTooManyStreamsWaits() {
    try (StreamClient streams = new StreamClient(gateway)) {
      Wish wish = new Wish("rails", null, as("olivia", "203.0.113.5"));
      int opened = 0;
      while (streams.overRSocket(wish, _ -> true).code().isEmpty()) {
        opened++;
        assertThat(opened).isLessThan(READS * 10);
      }
      assertThat(opened).isGreaterThanOrEqualTo(READS);
      assertThat(streams.overRSocket(wish, _ -> true).code()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(streams.overWebSocket(wish, _ -> true).code()).isEqualTo("TOO_MANY_REQUESTS");
    }
  }

  @Test
  void strangersAreCountedByTheAddressThatATrustedProxyHeard() {
    refusedAtLast(
        READS,
        () -> gateway.web().get().uri("/api/sandbox").header("X-Forwarded-For", "198.51.100.1"));
    assertThat(stranger("198.51.100.2")).isEqualTo(200);
    assertThat(stranger("198.51.100.2, 198.51.100.1")).as("the last counts").isEqualTo(429);
    assertThat(stranger("198.51.100.1, 198.51.100.3")).as("the rest is anything").isEqualTo(200);
  }

  @Test
  void anIpv6NetworkIsCountedAsOne() {
    int host = 1;
    while (stranger("2001:db8::" + host) == 200) {
      assertThat(host++).isLessThan(READS * 10);
    }
    assertThat(host).isGreaterThan(READS);
    assertThat(stranger("2001:db8:0:1::1")).as("the network beside").isEqualTo(200);
  }

  @Test
  void guessingFromOneAddressSlowsDownNobodyAtAnother() {
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(guess("198.51.100.9", "carol" + attempt)).isEqualTo(401);
    }
    assertThat(guess("198.51.100.9", "dave")).isEqualTo(429);
    assertThat(guess("198.51.100.10", "dave")).isEqualTo(401);
  }

  @Test
  void theHistoryShowsTheAddressThatATrustedProxyHeard() {
    String token = as("adam", "6.6.6.6, 203.0.113.77");
    gateway
        .web()
        .get()
        .uri("/api/sign-ins")
        .header("Authorization", "Bearer " + token)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[*].address")
        .value(
            (java.util.List<String> shown) ->
                assertThat(shown).contains("203.0.113.77").doesNotContain("6.6.6.6", "127.0.0.1"));
  }

  /** Greedily refilled: a slow machine may be given some more meanwhile. */
  private static void refusedAtLast(
      int limit, java.util.function.Supplier<WebTestClient.RequestHeadersSpec<?>> request) {
    int done = 0;
    EntityExchangeResult<byte[]> answer = answer(request.get());
    while (answer.getStatus().value() != 429) {
      assertThat(answer.getStatus().is2xxSuccessful()).isTrue();
      assertThat(done++).isLessThan(limit * 10);
      answer = answer(request.get());
    }
    assertThat(done).isGreaterThanOrEqualTo(limit);
    assertThat(answer.getResponseHeaders().getFirst("Retry-After")).matches("[1-9][0-9]*");
    assertThat(new String(answer.getResponseBody(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"TOO_MANY_REQUESTS\"");
  }

  private static int stranger(String forwardedFor) {
    return status(gateway.web().get().uri("/api/sandbox").header("X-Forwarded-For", forwardedFor));
  }

  private static int guess(String address, String name) {
    return status(
        gateway
            .web()
            .post()
            .uri("/api/auth/login")
            .header("X-Forwarded-For", address)
            .bodyValue(Map.of("email", name + "@sandbox.test", "password", "wrong password")));
  }

  private static WebTestClient as(String name) {
    String token = as(name, "203.0.113.1");
    return gateway.web().mutate().defaultHeader("Authorization", "Bearer " + token).build();
  }

  private static String as(String name, String forwardedFor) {
    Map<?, ?> answer =
        gateway
            .web()
            .post()
            .uri("/api/auth/login")
            .header("X-Forwarded-For", forwardedFor)
            .bodyValue(Map.of("email", name + "@sandbox.test", "password", gateway.password()))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    return (String) answer.get("accessToken");
  }

  private static int status(WebTestClient.RequestHeadersSpec<?> request) {
    return answer(request).getStatus().value();
  }

  private static EntityExchangeResult<byte[]> answer(WebTestClient.RequestHeadersSpec<?> request) {
    return request.exchange().expectBody().returnResult();
  }
}
