package io.holdfast.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.RequestOrderDeposit;
import io.holdfast.api.escrow.AskContract;
import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the doors of orders on chains know by themselves. Alice buys, and the shop sells. */
class ChainDoorsIT {
  private static final String ORDER = "order:alices";
  private static final String OTHERS = "order:carols";

  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    gateway.ledger().put(gateway.ledger().order(ORDER, "user:alice", "user:bob"));
    gateway.ledger().put(gateway.ledger().order(OTHERS, "user:carol", "user:dave"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void theBuyerIsToldWhereToPayAndALinkForWhatIsMissing() {
    pay("alice", "btc")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.orderId")
        .isEqualTo(ORDER)
        .jsonPath("$.requestId")
        .isEqualTo("deposit-request:" + ORDER)
        .jsonPath("$.rail")
        .isEqualTo("bitcoin")
        .jsonPath("$.expected")
        .isEqualTo("150000")
        .jsonPath("$.received")
        .isEqualTo("50000")
        .jsonPath("$.expiresAtMillis")
        .isEqualTo(9_000)
        .jsonPath("$.paymentLink")
        .isEqualTo("bitcoin:bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080?amount=0.001");
    RequestOrderDeposit asked = gateway.ledger().commands(RequestOrderDeposit.class).getLast();
    assertThat(asked.by().value()).isEqualTo("user:alice");
    assertThat(asked.asset()).isEqualTo("BTC");
  }

  @Test
  void nobodyButTheBuyerIsTold() {
    refused(pay("bob", "btc"), 403, "FORBIDDEN");
    refused(pay("bob", OTHERS, "btc"), 404, "NOT_FOUND");
    refused(pay("alice", "shells"), 400, "UNKNOWN_ASSET");
  }

  @Test
  void bothSidesMayHaveTheContractAsked() {
    sync("alice").expectStatus().isOk().expectBody().jsonPath("$.orderId").isEqualTo(ORDER);
    sync("bob").expectStatus().isOk();
    refused(sync("bob", OTHERS), 404, "NOT_FOUND");
    assertThat(gateway.ledger().commands(AskContract.class))
        .hasSize(2)
        .allSatisfy(ask -> assertThat(ask.orderId().value()).isEqualTo(ORDER));
  }

  private static WebTestClient.ResponseSpec pay(String who, String asset) {
    return pay(who, ORDER, asset);
  }

  private static WebTestClient.ResponseSpec pay(String who, String order, String asset) {
    return gateway.post(who, "/api/orders/" + order + "/pay/" + asset, "{}");
  }

  private static WebTestClient.ResponseSpec sync(String who) {
    return sync(who, ORDER);
  }

  private static WebTestClient.ResponseSpec sync(String who, String order) {
    return gateway.post(who, "/api/orders/" + order + "/sync-blockchain", "{}");
  }

  private static void refused(WebTestClient.ResponseSpec answer, int status, String code) {
    answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }
}
