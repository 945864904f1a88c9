package io.holdfast.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.GatewayHarness;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What people get wrong, and what breaks behind the door: each with a status and a stable code. */
class BadInputIT {
  private static final String WITHDRAWAL =
      """
      {"accountId":"account:alice-main","asset":"BTC","amount":"5","destination":"bcrt1qx"}
      """;
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.gateway.command-timeout=1s");
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

  @ParameterizedTest
  @CsvSource({
    "-5, 400, AMOUNT_NOT_POSITIVE",
    "0, 400, AMOUNT_NOT_POSITIVE",
    "0.5, 400, AMOUNT_TOO_PRECISE",
    "1e3, 400, AMOUNT_MALFORMED",
    "five, 400, AMOUNT_MALFORMED",
    "'', 400, AMOUNT_MALFORMED",
    "1000000000000000000000000000000000000000000000000000000000000000000000000000000, 400, AMOUNT_TOO_LARGE",
  })
  void amountsAreExactPositiveAndNotEndless(String amount, int status, String code) {
    expect(post(WITHDRAWAL.replace("\"5\"", "\"" + amount + "\"")), status, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accountId\":",
        "rubbish",
        "[]",
        "\"text\"",
        "null",
        "",
        "{\"amount\":5}",
        "{\"amount\":{}}",
        "{\"unknown\":\"field\"}",
        "{\"asset\":\"BTC\",\"asset\":\"BTC\"}",
        "{} {}",
        "\u0000\u0001",
      })
  void whatIsNotTheExpectedJsonIsMalformed(String body) {
    expect(post(body), 400, "MALFORMED_REQUEST");
  }

  @Test
  void deeplyNestedJsonIsRefusedAsWell() {
    expect(post("[".repeat(30_000)), 400, "MALFORMED_REQUEST");
  }

  @Test
  void assetsIdsAndAddressesOfAnotherFormAreTold() {
    expect(post(WITHDRAWAL.replace("BTC", "XXX")), 400, "UNKNOWN_ASSET");
    expect(post(WITHDRAWAL.replace("account:alice", "alice")), 400, "MALFORMED_ID");
    expect(post(WITHDRAWAL.replace("bcrt1qx", "bcrt1 x")), 400, "ADDRESS_MALFORMED");
    expect(post(WITHDRAWAL.replace("bcrt1qx", "x".repeat(200))), 400, "ADDRESS_MALFORMED");
    expect(get("/api/accounts/nonsense"), 400, "MALFORMED_ID");
    expect(get("/api/withdrawals/withdrawal:%20"), 400, "MALFORMED_ID");
    expect(get("/api/withdrawals?state=NONSENSE"), 400, "MALFORMED_REQUEST");
    expect(get("/api/rails/none"), 400, "UNKNOWN_RAIL");
  }

  @Test
  void pagesAndCursorsHaveLimits() {
    expect(get("/api/accounts?limit=0"), 400, "MALFORMED_REQUEST");
    expect(get("/api/accounts?limit=100000"), 400, "MALFORMED_REQUEST");
    expect(get("/api/accounts?limit=ten"), 400, "MALFORMED_REQUEST");
    expect(get("/api/accounts?after=" + "x".repeat(500)), 400, "CURSOR_MALFORMED");
  }

  @Test
  void sandboxRequestsHaveLimits() {
    for (String body :
        new String[] {"{\"outputs\":[]}", "{\"outputs\":[null]}", "{}", "{\"outputs\":\"all\"}"}) {
      expect(
          gateway.post("alice", "/api/sandbox/bitcoin/payments", body), 400, "MALFORMED_REQUEST");
    }
    String blocks = "/api/sandbox/bitcoin/blocks";
    expect(gateway.post("alice", blocks, "{\"count\":1000}"), 400, "MALFORMED_REQUEST");
    expect(gateway.post("alice", blocks, "{\"count\":1.5}"), 400, "MALFORMED_REQUEST");
    expect(gateway.post("alice", blocks, "{\"count\":99999999999}"), 400, "MALFORMED_REQUEST");
  }

  @Test
  void unknownPathsMethodsAndMediaTypesAreTold() {
    expect(get("/api/nothing"), 404, "NOT_FOUND");
    expect(get("/api/accounts/a/b/c/d"), 404, "NOT_FOUND");
    expect(gateway.post("alice", "/api/nothing", "{}"), 404, "NOT_FOUND");
    expect(gateway.as("alice").put().uri("/api/accounts").exchange(), 405, "METHOD_NOT_ALLOWED");
    expect(
        gateway
            .as("alice")
            .post()
            .uri("/api/accounts")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType(MediaType.TEXT_PLAIN)
            .bodyValue("label")
            .exchange(),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    expect(gateway.web().get().uri("/api/nothing").exchange(), 401, "NOT_SIGNED_IN");
  }

  @Test
  void aBodyOfTwoMebibytesIsTooLarge() {
    String huge = "{\"label\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
    expect(gateway.post("alice", "/api/accounts", huge), 413, "BODY_TOO_LARGE");
    expect(
        gateway
            .web()
            .post()
            .uri("/api/auth/login")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(huge)
            .exchange(),
        413,
        "BODY_TOO_LARGE");
    gateway.as("alice").get().uri("/api/auth/me").exchange().expectStatus().isOk().expectBody();
  }

  @ParameterizedTest
  @EnumSource
  void everyRejectionKeepsItsCodeThroughTheBus(ErrorCode code) {
    gateway.ledger().failWith(() -> new Rejection(code, "Because."));
    post(WITHDRAWAL)
        .expectStatus()
        .isEqualTo(HttpStatuses.of(code.kind()).value())
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code.name())
        .jsonPath("$.type")
        .isEqualTo("urn:holdfast:error:" + code.name());
  }

  @Test
  void aRejectionThatIsWrappedIsStillFound() {
    gateway
        .ledger()
        .failWith(
            () ->
                new CompletionException(
                    new IllegalStateException(
                        new Rejection(ErrorCode.INSUFFICIENT_FUNDS, "Not enough."))));
    expect(post(WITHDRAWAL), 422, "INSUFFICIENT_FUNDS");
  }

  @Test
  void aDefectTellsNothingButWhereToFindIt() {
    Supplier<RuntimeException> defect = () -> new IllegalStateException("SELECT secret FROM table");
    gateway.ledger().failWith(defect);
    String body =
        new String(
            post(WITHDRAWAL)
                .expectStatus()
                .isEqualTo(500)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .returnResult()
                .getResponseBody(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(body).contains("\"DEFECT\"", "correlationId").doesNotContain("SELECT", "Illegal");
  }

  @Test
  void aLedgerThatAnswersTooLateLeavesTheOutcomeUnknown() {
    java.util.concurrent.CountDownLatch late = new java.util.concurrent.CountDownLatch(1);
    gateway
        .ledger()
        .before(
            () -> {
              try {
                late.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      post(WITHDRAWAL)
          .expectStatus()
          .isEqualTo(503)
          .expectHeader()
          .valueEquals("Retry-After", "1")
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("OUTCOME_UNKNOWN");
    } finally {
      late.countDown();
    }
  }

  @Test
  void anIndexThatIsNotReachedIsToldAndAMalformedOneRefused() {
    expect(
        gateway
            .as("alice")
            .get()
            .uri("/api/accounts")
            .header("X-Wait-For-Index", "99999999")
            .exchange(),
        503,
        "INDEX_NOT_REACHED");
    expect(
        gateway.as("alice").get().uri("/api/accounts").header("X-Wait-For-Index", "-1").exchange(),
        400,
        "MALFORMED_REQUEST");
  }

  private static WebTestClient.ResponseSpec post(String body) {
    return gateway.post("alice", "/api/withdrawals", body);
  }

  private static WebTestClient.ResponseSpec get(String path) {
    return gateway
        .as("alice")
        .get()
        .uri(java.net.URI.create("http://127.0.0.1:" + gateway.port() + path))
        .exchange();
  }

  private static void expect(WebTestClient.ResponseSpec answer, int status, String code) {
    answer
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code)
        .jsonPath("$.status")
        .isEqualTo(status)
        .jsonPath("$.correlationId")
        .exists();
  }
}
