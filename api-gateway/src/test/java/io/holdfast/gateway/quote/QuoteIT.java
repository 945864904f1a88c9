package io.holdfast.gateway.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.CreateOrderByQuote;
import io.holdfast.api.quote.MakeQuote;
import io.holdfast.gateway.GatewayHarness;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The doors of quotes, and of orders by them. */
class QuoteIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("harness.shillings=true", "holdfast.quotes.lifetime=2m");
    gateway.ledger().put(gateway.ledger().order("order:alice", "user:alice", "user:bob"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void tellsWhatAnAmountIsByWhichRateAndOfWhom() {
    quote("{\"from\":{\"asset\":\"BTC\",\"amount\":\"500\"},\"to\":\"KES\"}")
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.from.asset")
        .isEqualTo("BTC")
        .jsonPath("$.to.amount")
        .isEqualTo("6500")
        .jsonPath("$.rounding")
        .isEqualTo("UP_TO_WHOLE_UNIT")
        .jsonPath("$.source")
        .isEqualTo("settings");

    MakeQuote command = gateway.ledger().commands(MakeQuote.class).getLast();
    assertThat(command.by().value()).isEqualTo("user:alice");
    assertThat(command.rate().digits()).isEqualTo("13000000");
    assertThat(command.lifetime()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | MALFORMED_REQUEST",
        "{\"from\":{},\"to\":\"KES\"} | UNKNOWN_ASSET",
        "{\"from\":{\"asset\":\"BTC\",\"amount\":\"5\"}} | UNKNOWN_ASSET",
        "{\"from\":{\"asset\":\"BTC\",\"amount\":\"5\"},\"to\":\"EUR\"} | UNKNOWN_ASSET",
        "{\"from\":{\"asset\":\"BTC\",\"amount\":\"5\"},\"to\":\"BTC\"} | UNKNOWN_PAIR",
        "{\"from\":{\"asset\":\"KES\",\"amount\":\"500\"},\"to\":\"KES\"} | UNKNOWN_PAIR",
        "{\"from\":{\"asset\":\"BTC\",\"amount\":\"0\"},\"to\":\"KES\"} | AMOUNT_NOT_POSITIVE",
        "{\"from\":{\"asset\":\"BTC\",\"amount\":\"1.5\"},\"to\":\"KES\"} | AMOUNT_TOO_PRECISE",
        "{\"from\":{\"asset\":\"BTC\",\"amount\":\"x\"},\"to\":\"KES\"} | AMOUNT_MALFORMED"
      })
  void refusesWhatItCannotQuote(String body, String code) {
    int before = gateway.ledger().commands(MakeQuote.class).size();
    refused(quote(body), 400, code);
    assertThat(gateway.ledger().commands(MakeQuote.class)).hasSize(before);
  }

  @Test
  void isItsOwnersAndStaffs() {
    get("alice").expectStatus().isOk();
    get("olivia").expectStatus().isOk();
    refused(get("bob"), 404, "NOT_FOUND");
  }

  @Test
  void anOrderByItIsForWhatItSays() {
    order("quote:alice").expectStatus().isCreated();

    CreateOrderByQuote command = gateway.ledger().commands(CreateOrderByQuote.class).getLast();
    assertThat(command.quoteId().value()).isEqualTo("quote:alice");
    assertThat(command.named().asset().code()).isEqualTo("BTC");
    assertThat(command.named().digits()).isEqualTo("500");
    assertThat(command.order().price().asset().code()).isEqualTo("KES");
    assertThat(command.order().price().digits()).isEqualTo("6500");
  }

  @Test
  void nobodyOrdersByAnothersQuote() {
    gateway.ledger().put(gateway.ledger().order("order:other", "user:bob", "user:alice"));
    int before = gateway.ledger().commands(CreateOrder.class).size();
    refused(order("quote:other"), 404, "NOT_FOUND");
    refused(order("quote:none"), 404, "NOT_FOUND");
    refused(order("order:alice"), 400, "MALFORMED_ID");
    assertThat(gateway.ledger().commands(CreateOrder.class)).hasSize(before);
  }

  private static ResponseSpec quote(String body) {
    return gateway.post("alice", "/api/quotes", body);
  }

  private static ResponseSpec order(String quote) {
    return gateway.post(
        "alice",
        "/api/orders",
        """
        {"accountId":"account:alice-main","sellerAccountId":"account:bob-main",
         "item":{"reference":"lamp-1","title":"A lamp"},"asset":"BTC","price":"500",
         "payment":"mpesa","phone":"+254712340000","quoteId":"%s"}
        """
            .formatted(quote));
  }

  private static ResponseSpec get(String who) {
    return gateway.as(who).get().uri("/api/quotes/quote:alice").exchange();
  }

  private static void refused(ResponseSpec answer, int status, String code) {
    answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }
}
