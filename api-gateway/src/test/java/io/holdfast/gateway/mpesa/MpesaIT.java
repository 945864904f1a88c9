package io.holdfast.gateway.mpesa;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.mpesa.DecideMobilePayment;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.Receipt;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.TakeMobileCallback;
import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The doors of payments on a phone, and the one that is M-Pesa's. */
class MpesaIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.security.trusted-proxies=127.0.0.1");
    gateway.ledger().put(gateway.ledger().order("order:alice", "user:alice", "user:bob"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void asksThePhoneForTheBuyerAndNamesThePaymentByOurOwnId() {
    gateway
        .post("alice", "/api/orders/order:alice/pay/mpesa", "{}")
        .expectStatus()
        .isAccepted()
        .expectBody()
        .jsonPath("$.orderId")
        .isEqualTo("order:alice")
        .jsonPath("$.state")
        .isEqualTo("REQUESTED")
        .jsonPath("$.checkoutRequestId")
        .isEqualTo(
            gateway
                .ledger()
                .commands(RequestMobilePayment.class)
                .getLast()
                .mobilePaymentId()
                .value());
  }

  @Test
  void theSellerDoesNotAskForIt() {
    gateway
        .post("bob", "/api/orders/order:alice/pay/mpesa", "{}")
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("FORBIDDEN");
  }

  @Test
  void tellsTheBuyerWhatCameOfItInShillingsToo() {
    gateway
        .as("alice")
        .get()
        .uri("/api/mpesa/stk-status/mobile-payment:alice")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.amount")
        .isEqualTo("150050")
        .jsonPath("$.amountKes")
        .isEqualTo("1500.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"decision\":\"MAYBE\",\"reason\":\"x\"}",
        "{\"decision\":\"CREDIT\"}",
        "{\"decision\":\"CREDIT\",\"reason\":\"\"}",
        "{\"decision\":\"CREDIT\",\"reason\":\"x\"}",
        "{\"decision\":\"CREDIT\",\"receipt\":\"\",\"reason\":\"x\"}",
        "{\"decision\":\"REFUSE\",\"receipt\":\"NLJ7RT61SV\",\"reason\":\"x\"}"
      })
  void refusesWhatIsNoDecision(String body) {
    gateway
        .post("olivia", "/api/mpesa/stk-status/mobile-payment:alice/decisions", body)
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void aPersonDecidesWithAReason() {
    gateway
        .post(
            "olivia",
            "/api/mpesa/stk-status/mobile-payment:alice/decisions",
            "{\"decision\":\"refuse\",\"reason\":\"Not on the statement.\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("REFUSED");
    assertThat(gateway.ledger().commands(DecideMobilePayment.class).getLast().decision())
        .isEqualTo(MobileDecision.REFUSE);
  }

  @Test
  void aPersonCreditsTheReceiptOnTheStatement() {
    gateway
        .post(
            "olivia",
            "/api/mpesa/stk-status/mobile-payment:alice/decisions",
            "{\"decision\":\"credit\",\"receipt\":\"NLJ7RT61SV\",\"reason\":\"On the statement.\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("SUCCEEDED")
        .jsonPath("$.receipt")
        .isEqualTo("NLJ7RT61SV");
    assertThat(gateway.ledger().commands(DecideMobilePayment.class).getLast().receipt())
        .isEqualTo(new Receipt("NLJ7RT61SV"));
  }

  @Test
  void staffSeesThoseInDoubtAndNobodyElseSeesAllOfThem() {
    list("olivia", "doubted")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[0].checkoutRequestId")
        .isEqualTo("mobile-payment:alice")
        .jsonPath("$.items[0].told")
        .isEqualTo("150000");
    list("olivia", "REFUSED").expectStatus().isOk().expectBody().jsonPath("$.items").isEmpty();
    list("olivia", "perhaps").expectStatus().isBadRequest();
    list("alice", "DOUBTED").expectStatus().isForbidden();
  }

  private static WebTestClient.ResponseSpec list(String who, String state) {
    return gateway.as(who).get().uri("/api/mpesa/stk-status?state={state}", state).exchange();
  }

  @Test
  void takesWhatMPesaTellsAndSaysSoInItsWords() {
    call("known", "{\"Body\":{}}")
        .expectStatus()
        .isOk()
        .expectBody()
        .json("{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}");

    TakeMobileCallback told = gateway.ledger().commands(TakeMobileCallback.class).getLast();
    assertThat(told.payment()).isEqualTo("4f1c");
    assertThat(told.body()).isEqualTo("{\"Body\":{}}");
    assertThat(told.source()).isEqualTo("196.201.214.200");
  }

  @Test
  void tellsWhoeverElseTriesTheSameWhateverIsWrong() {
    int before = gateway.ledger().commands(TakeMobileCallback.class).size();
    for (WebTestClient.ResponseSpec answer :
        new WebTestClient.ResponseSpec[] {
          call("guess", "{}"), call("known", ""), call("known", "x".repeat(16 * 1024 + 1))
        }) {
      answer
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("NOT_FOUND")
          .jsonPath("$.detail")
          .isEqualTo("There is nothing here.");
    }
    assertThat(gateway.ledger().commands(TakeMobileCallback.class)).hasSize(before);
  }

  private static WebTestClient.ResponseSpec call(String secret, String body) {
    return gateway
        .web()
        .post()
        .uri("/api/mpesa/callback/{secret}/4f1c", secret)
        .header("X-Forwarded-For", "10.0.0.9, 196.201.214.200")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }
}
