package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole program with M-Pesa beside Bitcoin, in the sandbox, by REST alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MpesaMoneyIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String PRICE = "150000";

  @TempDir static Path data;

  private Program program;
  private Person alice;
  private Person bob;
  private String buyers;
  private String sellers;

  @BeforeAll
  void run() throws IOException {
    program = Program.start(data);
    alice = program.signInToSandbox("alice");
    bob = program.signInToSandbox("bob");
    buyers = account(alice);
    sellers = account(bob);
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  @Test
  void anOrderIsPaidOnAPhoneAndHasAReceipt() {
    String order = order("+254712340000");
    JsonNode asked = pay(order);
    String payment = asked.get("checkoutRequestId").asString();
    assertThat(asked.get("amountKes").asString()).isEqualTo("1500");
    assertThat(payment).startsWith("mobile-payment:");

    awaitState(payment, "SUCCEEDED");
    await().atMost(LONG).until(() -> !status(payment).path("receipt").isNull());
    awaitOrder(order, "FUNDED");
    assertThat(alice.get("/api/orders/" + order).get("paid").asString()).isEqualTo(PRICE);
    assertThat(bob.refusal("/api/mpesa/stk-status/" + payment)).isEqualTo("NOT_FOUND");
    assertThat(alice.refusal("/api/orders/" + order + "/pay/mpesa", Map.of()))
        .isEqualTo("WRONG_STATE");
  }

  @Test
  void whoeverCancelsMayBeAskedAgain() {
    String order = order("0712341032");
    String first = pay(order).get("checkoutRequestId").asString();
    awaitState(first, "FAILED");
    assertThat(status(first).get("result").asString()).isEqualTo("1032");

    assertThat(pay(order).get("checkoutRequestId").asString()).isNotEqualTo(first);
    assertThat(alice.get("/api/orders/" + order).get("state").asString()).isEqualTo("CREATED");
  }

  @Test
  void whoeverAsksTwiceAtATimeIsAnsweredWithTheSamePayment() {
    String order = order("0712347010");
    String first = pay(order).get("checkoutRequestId").asString();
    assertThat(pay(order).get("checkoutRequestId").asString()).isEqualTo(first);
  }

  @Test
  void anotherAmountWaitsForAPerson() throws IOException {
    String order = order("0712347006");
    String payment = pay(order).get("checkoutRequestId").asString();
    awaitEither(payment, order);
    if (status(payment).get("state").asString().equals("DOUBTED")) {
      assertThat(alice.get("/api/orders/" + order).get("state").asString()).isEqualTo("CREATED");
      Person olivia = program.signInToSandbox("olivia");
      assertThat(olivia.get("/api/mpesa/stk-status?state=DOUBTED").get("items").toString())
          .contains(payment);
      JsonNode decided =
          olivia.post(
              "/api/mpesa/stk-status/" + payment + "/decisions",
              Map.of(
                  "decision",
                  "CREDIT",
                  "receipt",
                  "NLJ7RT61SV",
                  "reason",
                  "It stands on the statement."));
      assertThat(decided.get("state").asString()).as("after it").isEqualTo("SUCCEEDED");
    }
    awaitOrder(order, "FUNDED");
    await().atMost(LONG).until(() -> !status(payment).path("told").isNull());
    assertThat(status(payment).get("told").asString()).isEqualTo("150100");
  }

  @Test
  void whatIsPricedInBitcoinIsPaidInShillingsAtItsQuote() {
    Map<String, Object> wish =
        Map.of("from", Map.of("asset", "BTC", "amount", "11541"), "to", "KES");
    JsonNode quote = alice.post("/api/quotes", wish);
    String id = quote.get("quoteId").asString();
    assertThat(quote.at("/to/amount").asString()).isEqualTo("150100");
    assertThat(quote.get("source").asString()).isEqualTo("sandbox");
    assertThat(bob.refusal("/api/quotes/" + id)).isEqualTo("NOT_FOUND");
    assertThat(alice.refusal("/api/orders", quoted(id, "11542"))).isEqualTo("QUOTE_MISMATCH");

    String order = alice.post("/api/orders", quoted(id, "11541")).get("orderId").asString();
    JsonNode made = alice.get("/api/orders/" + order);
    assertThat(made.get("asset").asString()).isEqualTo("KES");
    assertThat(made.get("price").asString()).isEqualTo("150100");
    assertThat(made.at("/quoted/rate").asString()).isEqualTo("13000000");
    assertThat(made.at("/quoted/amount").asString()).isEqualTo("11541");
    assertThat(alice.get("/api/quotes/" + id).get("orderId").asString()).isEqualTo(order);
    assertThat(alice.refusal("/api/orders", quoted(id, "11541"))).isEqualTo("QUOTE_USED");

    pay(order);
    awaitOrder(order, "FUNDED");
  }

  private Map<String, Object> quoted(String quote, String price) {
    Map<String, Object> wish = wish("+254712340000");
    wish.put("asset", "BTC");
    wish.put("price", price);
    wish.put("quoteId", quote);
    return wish;
  }

  @Test
  void nobodyElseTellsWhatWasPaid() {
    String order = order("0712347009");
    String payment = pay(order).get("checkoutRequestId").asString();
    Person stranger = program.visitor();
    for (int i = 0; i < 100; i++) {
      assertThat(
              stranger.refusal(
                  "/api/mpesa/callback/" + "s".repeat(40 + i) + "/" + payment.substring(15),
                  Map.of("Body", Map.of("stkCallback", Map.of()))))
          .isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void theRailSaysThatMPesaAnswersAndHasNoAddresses() {
    await()
        .atMost(LONG)
        .until(() -> alice.get("/api/rails/mpesa").get("state").asString().equals("FOLLOWING"));
    assertThat(alice.refusal("/api/deposit-requests", Map.of("accountId", buyers, "asset", "KES")))
        .isEqualTo("UNKNOWN_RAIL");
  }

  /** The query may be answered before the callback comes: then it counts, and the doubt is kept. */
  private void awaitEither(String payment, String order) {
    await()
        .atMost(LONG)
        .until(
            () ->
                status(payment).get("state").asString().equals("DOUBTED")
                    || alice.get("/api/orders/" + order).get("state").asString().equals("FUNDED"));
  }

  private void awaitState(String payment, String state) {
    await().atMost(LONG).until(() -> status(payment).get("state").asString().equals(state));
  }

  private void awaitOrder(String order, String state) {
    await()
        .atMost(LONG)
        .until(() -> alice.get("/api/orders/" + order).get("state").asString().equals(state));
  }

  private JsonNode status(String payment) {
    return alice.get("/api/mpesa/stk-status/" + payment);
  }

  private JsonNode pay(String order) {
    JsonNode asked = alice.post("/api/orders/" + order + "/pay/mpesa", Map.of());
    String path = "/api/mpesa/stk-status/" + asked.get("checkoutRequestId").asString();
    await().atMost(LONG).ignoreExceptions().until(() -> alice.get(path) != null);
    return asked;
  }

  private String order(String phone) {
    return alice.post("/api/orders", wish(phone)).get("orderId").asString();
  }

  private Map<String, Object> wish(String phone) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("accountId", buyers);
    wish.put("sellerAccountId", sellers);
    wish.put("item", Map.of("reference", "lamp-1", "title", "A lamp"));
    wish.put("asset", "KES");
    wish.put("price", PRICE);
    wish.put("payment", "mpesa");
    wish.put("phone", phone);
    return wish;
  }

  private static String account(Person person) {
    return person.post("/api/accounts", Map.of("label", "Orders")).get("accountId").asString();
  }
}
