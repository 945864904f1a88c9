package io.holdfast.gateway.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.policy.SetWithdrawalPolicy;
import io.holdfast.api.rail.PauseRail;
import io.holdfast.api.rail.ResumeRail;
import io.holdfast.gateway.GatewayHarness;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class IntegrationIT {
  private static final String CONFIGURE = "/api/integration/configure";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void anAdministratorChangesWhatMayGoOutAndTheAssetTellsItAtOnce() {
    gateway
        .post(
            "adam",
            CONFIGURE,
            "{\"withdrawal\":{\"asset\":\"BTC\",\"fee\":\"77\",\"approvals\":2}}")
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("X-Log-Index")
        .expectBody()
        .json("{\"policies\":[{\"asset\":\"BTC\",\"fee\":\"77\",\"approvals\":2}]}");

    assertThat(gateway.ledger().commands(SetWithdrawalPolicy.class).getLast())
        .satisfies(
            sent -> {
              assertThat(sent.fee()).isEqualTo(BigInteger.valueOf(77));
              assertThat(sent.minimum()).isNull();
              assertThat(sent.approvals()).isEqualTo(2);
            });
    gateway
        .as("alice")
        .get()
        .uri("/api/assets")
        .exchange()
        .expectBody()
        .json("[{\"code\":\"BTC\",\"withdrawal\":{\"fee\":\"77\",\"approvals\":2}}]");
  }

  @Test
  void anAdministratorPausesARailWithAReasonAndResumesIt() {
    pause("true", "The node is moved.")
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("X-Log-Index")
        .expectBody()
        .json(
            "{\"rail\":{\"rail\":\"bitcoin\",\"state\":\"PAUSED\",\"reason\":\"The node is"
                + " moved.\"}}");
    assertThat(gateway.ledger().commands(PauseRail.class).getLast())
        .isEqualTo(new PauseRail("bitcoin", "The node is moved.", "user:adam"));

    pause("false", "It is back.")
        .expectStatus()
        .isOk()
        .expectBody()
        .json("{\"rail\":{\"state\":\"SYNCING\"}}");
    assertThat(gateway.ledger().commands(ResumeRail.class).getLast())
        .isEqualTo(new ResumeRail("bitcoin", "It is back.", "user:adam"));
  }

  @Test
  void aPauseSaysWhichRailAndWhyAndIsAnAdministrators() {
    refused("{\"rail\":{\"rail\":\"bitcoin\",\"reason\":\"x\"}}", "MALFORMED_REQUEST");
    refused("{\"rail\":{\"rail\":\"bitcoin\",\"paused\":true}}", "MALFORMED_REQUEST");
    refused("{\"rail\":{\"paused\":true,\"reason\":\"x\"}}", "UNKNOWN_RAIL");
    refused("{\"rail\":{\"rail\":\"nothing\",\"paused\":true,\"reason\":\"x\"}}", "UNKNOWN_RAIL");
    refused(
        "{\"rail\":{\"rail\":\"bitcoin\",\"paused\":\"perhaps\",\"reason\":\"x\"}}",
        "MALFORMED_REQUEST");
    refused(
        "{\"rail\":{\"rail\":\"bitcoin\",\"paused\":true,\"reason\":\"x\"},"
            + "\"withdrawal\":{\"asset\":\"BTC\",\"fee\":\"5\"}}",
        "MALFORMED_REQUEST");
    for (String name : new String[] {"alice", "olivia", "audrey"}) {
      gateway.post(name, CONFIGURE, pausing("true", "x")).expectStatus().isForbidden();
    }
  }

  private static ResponseSpec pause(String paused, String reason) {
    return gateway.post("adam", CONFIGURE, pausing(paused, reason));
  }

  private static String pausing(String paused, String reason) {
    return "{\"rail\":{\"rail\":\"bitcoin\",\"paused\":%s,\"reason\":\"%s\"}}"
        .formatted(paused, reason);
  }

  @Test
  void aChangeThatSaysNothingOrRubbishIsRefused() {
    int before = gateway.ledger().commands(SetWithdrawalPolicy.class).size();
    refused("{}", "MALFORMED_REQUEST");
    refused("{\"withdrawal\":{\"asset\":\"BTC\"}}", "MALFORMED_REQUEST");
    refused("{\"withdrawal\":{\"fee\":\"5\"}}", "UNKNOWN_ASSET");
    refused("{\"withdrawal\":{\"asset\":\"EUR\",\"fee\":\"5\"}}", "UNKNOWN_ASSET");
    refused("{\"withdrawal\":{\"asset\":\"BTC\",\"fee\":\"-5\"}}", "AMOUNT_NOT_POSITIVE");
    refused("{\"withdrawal\":{\"asset\":\"BTC\",\"fee\":\"1.5\"}}", "AMOUNT_TOO_PRECISE");
    refused("{\"withdrawal\":{\"asset\":\"BTC\",\"fees\":\"5\"}}", "MALFORMED_REQUEST");
    refused("{\"rails\":{}}", "MALFORMED_REQUEST");
    assertThat(gateway.ledger().commands(SetWithdrawalPolicy.class)).hasSize(before);
  }

  @Test
  void aDepositOfBitcoinIsStartedAndFollowedByItsId() {
    String body =
        gateway
            .post(
                "alice",
                "/api/integration/bitcoin-deposit",
                "{\"accountId\":\"account:alice-main\",\"amount\":\"1500\"}")
            .expectStatus()
            .isCreated()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    String id = body.replaceAll(".*\"transactionId\":\"([^\"]+)\".*", "$1");

    assertThat(gateway.ledger().commands(RequestDeposit.class).getLast().expected().digits())
        .isEqualTo("1500");
    find("alice", id)
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            "{\"transactions\":[{\"kind\":\"deposit-request\",\"rail\":\"bitcoin\","
                + "\"state\":\"OPEN\",\"details\":{\"expected\":\"1500\"}}]}");
    find("bob", id).expectStatus().isNotFound();
    find("audrey", id).expectStatus().isOk();
  }

  @Test
  void aWithdrawalIsStartedFromOnesOwnAccountOnly() {
    String wish =
        "{\"accountId\":\"account:alice-main\",\"asset\":\"BTC\",\"amount\":\"5\","
            + "\"destination\":\"bcrt1qelsewhere\"}";
    gateway
        .post("alice", "/api/integration/token-withdrawal", wish)
        .expectStatus()
        .isCreated()
        .expectBody()
        .json("{\"kind\":\"withdrawal\",\"state\":\"AWAITING_APPROVAL\"}");
    gateway.post("bob", "/api/integration/token-withdrawal", wish).expectStatus().isNotFound();
  }

  @Test
  void whatIsNotKnownIsNotFoundByIdNorByHash() {
    find("alice", "withdrawal:none").expectStatus().isNotFound();
    find("alice", "ab".repeat(32)).expectStatus().isNotFound();
    find("alice", "elsewhere:1").expectStatus().isBadRequest();
    find("alice", "a b").expectStatus().isBadRequest();
  }

  private static ResponseSpec find(String name, String id) {
    return gateway.as(name).get().uri("/api/integration/transactions/{id}", id).exchange();
  }

  private static void refused(String body, String code) {
    gateway
        .post("adam", CONFIGURE, body)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code);
  }
}
