package io.holdfast.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.bus.Intent;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

class IdempotencyIT {
  private static final String SAVINGS = "{\"label\":\"Savings\"}";
  private static GatewayHarness gateway;
  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @AfterEach
  void workAgain() {
    gateway.ledger().failWith(null);
    gateway.ledger().before(() -> {});
  }

  @Test
  void aRetryGetsTheSameAnswerMarkedAndNothingHappensTwice() {
    int before = opened();
    EntityExchangeResult<byte[]> first = post("alice", SAVINGS);
    EntityExchangeResult<byte[]> second = post("alice", SAVINGS);
    assertThat(first.getStatus().value()).isEqualTo(201);
    assertThat(first.getResponseHeaders().containsHeader("Idempotent-Replay")).isFalse();
    assertThat(second.getStatus().value()).isEqualTo(201);
    assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
    assertThat(second.getResponseHeaders().getFirst("Idempotent-Replay")).isEqualTo("true");
    for (String header : new String[] {"X-Log-Index", "Content-Type"}) {
      assertThat(second.getResponseHeaders().getFirst(header))
          .isNotNull()
          .isEqualTo(first.getResponseHeaders().getFirst(header));
    }
    assertThat(opened()).isEqualTo(before + 1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    post("alice", SAVINGS);
    gateway
        .post("alice", "/api/accounts", "{\"label\":\"Other\"}", key)
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void aKeyBelongsToItsUserAndPath() {
    EntityExchangeResult<byte[]> alices = post("alice", SAVINGS);
    EntityExchangeResult<byte[]> bobs = post("bob", SAVINGS);
    assertThat(bobs.getStatus().value()).isEqualTo(201);
    assertThat(bobs.getResponseBody()).isNotEqualTo(alices.getResponseBody());
  }

  @Test
  void withoutAKeyNothingIsDone() {
    int before = opened();
    WebTestClient.RequestBodySpec request = gateway.as("alice").post().uri("/api/accounts");
    expectCode(
        request.header("Content-Type", "application/json").bodyValue(SAVINGS).exchange(),
        400,
        "IDEMPOTENCY_KEY_MISSING");
    assertThat(opened()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void withABadKeyNothingIsDone(String bad) {
    int before = opened();
    expectCode(gateway.post("alice", "/api/accounts", SAVINGS, bad), 400, "MALFORMED_REQUEST");
    assertThat(opened()).isEqualTo(before);
  }

  static String[] badKeys() {
    return new String[] {"", "x".repeat(129), "a b", "caf\u00e9"};
  }

  @Test
  void aRefusalOfTheLedgerIsFinalAndRepeated() {
    gateway.ledger().failWith(() -> new Rejection(ErrorCode.INSUFFICIENT_FUNDS, "Not enough."));
    EntityExchangeResult<byte[]> first = post("alice", SAVINGS);
    gateway.ledger().failWith(null);
    EntityExchangeResult<byte[]> second = post("alice", SAVINGS);
    assertThat(first.getStatus().value()).isEqualTo(422);
    assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
    assertThat(second.getResponseHeaders().getContentType())
        .hasToString("application/problem+json");
  }

  @Test
  void afterAFaultTheSameKeyRunsAgainWithTheSameIds() {
    gateway.ledger().failWith(() -> new IllegalStateException("the world failed"));
    assertThat(post("alice", SAVINGS).getStatus().value()).isEqualTo(500);
    gateway.ledger().failWith(null);
    EntityExchangeResult<byte[]> second = post("alice", SAVINGS);
    assertThat(second.getStatus().value()).isEqualTo(201);
    assertThat(second.getResponseHeaders().containsHeader("Idempotent-Replay")).isFalse();
    assertThat(gateway.ledger().commands(OpenAccount.class))
        .extracting(OpenAccount::accountId)
        .filteredOn(
            id ->
                id.value()
                    .endsWith(new Intent("user:alice", "POST", "/api/accounts", key).digest()))
        .hasSize(2);
  }

  @Test
  void whileOneRunsAnotherWithTheSameKeyIsToldToWait() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    gateway
        .ledger()
        .before(
            () -> {
              started.countDown();
              await(goOn);
            });
    CompletableFuture<EntityExchangeResult<byte[]>> first =
        CompletableFuture.supplyAsync(() -> post("alice", SAVINGS));
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    gateway
        .post("alice", "/api/accounts", SAVINGS, key)
        .expectStatus()
        .isEqualTo(409)
        .expectHeader()
        .valueEquals("Retry-After", "1")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("REQUEST_IN_PROGRESS");
    goOn.countDown();
    assertThat(first.get(60, TimeUnit.SECONDS).getStatus().value()).isEqualTo(201);
    assertThat(post("alice", SAVINGS).getResponseHeaders().getFirst("Idempotent-Replay"))
        .isEqualTo("true");
  }

  private EntityExchangeResult<byte[]> post(String name, String body) {
    return gateway.post(name, "/api/accounts", body, key).expectBody().returnResult();
  }

  private static int opened() {
    return gateway.ledger().commands(OpenAccount.class).size();
  }

  private static void expectCode(WebTestClient.ResponseSpec answer, int status, String code) {
    answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
