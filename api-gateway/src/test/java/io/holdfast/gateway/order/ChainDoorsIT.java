package io.holdfast.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.RequestOrderDeposit;
import io.holdfast.api.escrow.AskContract;
import io.holdfast.api.query.FindOrderContract;
import io.holdfast.api.query.FindOrderContract.Side;
import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the doors of orders on chains know by themselves. Alice buys, and the shop sells. */
class ChainDoorsIT {
  private static final String ORDER = "order:alices";
  private static final String OTHERS = "order:carols";
  private static final String HELD = "order:held";

  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    gateway.ledger().put(gateway.ledger().order(ORDER, "user:alice", "user:bob"));
    gateway.ledger().put(gateway.ledger().order(OTHERS, "user:carol", "user:dave"));
    gateway.ledger().put(gateway.ledger().orderByContract(HELD, "user:alice", "user:bob"));
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
    sync("alice", HELD).expectStatus().isOk().expectBody().jsonPath("$.orderId").isEqualTo(HELD);
    sync("bob", HELD).expectStatus().isOk();
    refused(sync("bob", OTHERS), 404, "NOT_FOUND");
    refused(sync("bob", ORDER), 409, "WRONG_STATE");
    assertThat(gateway.ledger().commands(AskContract.class))
        .hasSize(2)
        .allSatisfy(ask -> assertThat(ask.orderId().value()).isEqualTo(HELD));
  }

  @Test
  void eachSideIsToldHowTheContractStandsAndWhatToSendThere() {
    contract("alice", HELD)
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"orderId":"order:held","rail":"bitcoin","chainId":"31337","contract":"0xe5c0",
             "asset":"BTC","amount":"5","state":"FUNDED","isFinal":false,"dueAtMillis":9000,
             "calls":[{"act":"RELEASE","from":["0xb0"],"value":"0","data":"0xda7a"}]}
            """);
    contract("bob", HELD).expectBody().jsonPath("$.calls[0].act").isEqualTo("SHIP");
    contract("olivia", HELD).expectStatus().isOk().expectBody().jsonPath("$.calls").isEmpty();
    assertThat(gateway.ledger().contractsAskedFor())
        .extracting(FindOrderContract::side)
        .containsExactly(Side.BUYER, Side.SELLER, null);
    assertThat(gateway.ledger().contractsAskedFor())
        .allSatisfy(query -> assertThat(query.waitsForPrice()).isTrue());
  }

  @Test
  void noContractIsToldOfAnOrderThatIsPaidOtherwiseOrIsNotTheirs() {
    refused(contract("alice", ORDER), 409, "WRONG_STATE");
    refused(contract("alice", OTHERS), 404, "NOT_FOUND");
  }

  private static WebTestClient.ResponseSpec pay(String who, String asset) {
    return pay(who, ORDER, asset);
  }

  private static WebTestClient.ResponseSpec pay(String who, String order, String asset) {
    return gateway.post(who, "/api/orders/" + order + "/pay/" + asset, "{}");
  }

  private static WebTestClient.ResponseSpec contract(String who, String order) {
    return gateway.as(who).get().uri("/api/orders/" + order + "/contract").exchange();
  }

  private static WebTestClient.ResponseSpec sync(String who, String order) {
    return gateway.post(who, "/api/orders/" + order + "/sync-blockchain", "{}");
  }

  private static void refused(WebTestClient.ResponseSpec answer, int status, String code) {
    answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }
}
