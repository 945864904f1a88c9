package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/**
 * What may become of M-Pesa's callbacks between M-Pesa and us, over HTTP, with the whole program,
 * its database and its ledger. M-Pesa is outside: it is asked, and the test calls back for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class MpesaCallbacksIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String PASSWORD = "regtest-only";
  private static final String HASH =
      "$argon2id$v=19$m=16384,t=2,p=1$f50PSA54oRmVRxayFxkakQ$DKDw85lWDwS5vGhk91cY4ldRjxz5nXUxw0XLiOQ/lCA";
  private static final String SECRET = "s".repeat(40);
  private static final String SAFARICOM = "196.201.214.200";
  private static final int SHILLINGS = 1_500;
  private static final int DELIVERIES = 10_000;
  private static final int FORGED = 500;

  /** All that is ever told of one payment: more different callbacks are not taken. */
  private static final List<String> HINTS =
      List.of(
          "1", "17", "26", "1001", "1019", "1025", "1037", "2001", "9999", "4711", "4712", "4713",
          "4714", "4715", "4716", "4717", "4718", "1032", "0");

  private static final int PAYMENTS = 350;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path data;

  private final MovedClock clock = new MovedClock();
  private final ExecutorService many = Executors.newFixedThreadPool(8);
  private OutsideDaraja daraja;
  private Program program;
  private Person alice;
  private String buyers;
  private String sellers;

  /** What M-Pesa says of a payment in the end; null: nothing, ever. */
  private enum Fate {
    PAID("0"),
    CANCELLED("1032"),
    PAID_AFTER_A_TIME_OUT("0"),
    NEVER_TOLD("");

    private final String result;

    Fate(String result) {
      this.result = result;
    }
  }

  /** One asking on a phone, with all that is told of it in the right order. */
  private record Asked(String order, String payment, Fate fate) {
    String rest() {
      return payment.substring("mobile-payment:".length());
    }
  }

  /** A callback on its way. */
  private record Delivery(String path, String source, String body, boolean isForged) {}

  @BeforeAll
  void run() throws IOException {
    daraja = new OutsideDaraja();
    program =
        Program.startAt(
            clock,
            data,
            "--holdfast.sandbox.enabled=false",
            "--holdfast.rails.bitcoin.enabled=false",
            "--holdfast.assets.BTC.enabled=false",
            "--holdfast.rails.mpesa.enabled=true",
            "--holdfast.rails.mpesa.url=" + daraja.url(),
            "--holdfast.rails.mpesa.consumer-key=key",
            "--holdfast.rails.mpesa.consumer-secret=secret",
            "--holdfast.rails.mpesa.passkey=passkey",
            "--holdfast.rails.mpesa.short-code=600000",
            "--holdfast.rails.mpesa.callback-url=https://ledger.example",
            "--holdfast.rails.mpesa.callback-secret=" + SECRET,
            "--holdfast.rails.mpesa.pushes-per-hour=1000",
            "--holdfast.security.trusted-proxies=127.0.0.1",
            "--holdfast.escrow.times.funding=60d",
            "--holdfast.limits.reads-per-minute=1000000",
            "--holdfast.limits.writes-per-minute=1000000",
            "--holdfast.users[0].id=user:alice",
            "--holdfast.users[0].name=Alice",
            "--holdfast.users[0].email=alice@example.org",
            "--holdfast.users[0].roles=CUSTOMER",
            "--holdfast.users[0].password-hash=" + HASH,
            "--holdfast.users[1].id=user:bob",
            "--holdfast.users[1].name=Bob",
            "--holdfast.users[1].email=bob@example.org",
            "--holdfast.users[1].roles=CUSTOMER",
            "--holdfast.users[1].password-hash=" + HASH);
    alice = program.signIn("alice@example.org", PASSWORD);
    buyers = account(alice);
    sellers = account(program.signIn("bob@example.org", PASSWORD));
  }

  @AfterAll
  void stop() {
    many.shutdownNow();
    if (program != null) {
      program.close();
    }
    if (daraja != null) {
      daraja.close();
    }
  }

  @Test
  void whateverBecomesOfCallbacksTheEndIsThatOfASingleOrderedDelivery(CapturedOutput output)
      throws Exception {
    List<Asked> asked =
        all(
            IntStream.range(0, PAYMENTS + Fate.values().length)
                .<Callable<Asked>>mapToObj(i -> () -> ask(i))
                .toList());
    await().atMost(LONG).until(() -> daraja.asked() >= asked.size());
    List<Asked> ordered = asked.subList(PAYMENTS, asked.size());
    asked.forEach(this::endsFirst);
    for (Asked each : ordered) {
      deliver(
          each.fate() == Fate.NEVER_TOLD ? List.of() : List.of(genuine(each, each.fate().result)));
    }

    Random chance = new Random(7);
    List<Delivery> shuffled = shuffled(asked.subList(0, PAYMENTS), chance);
    int third = DELIVERIES / 3;
    deliver(shuffled.subList(0, third));
    clock.pass(Duration.ofHours(12));
    asked.forEach(this::ends);
    deliver(shuffled.subList(third, 2 * third));
    clock.pass(Duration.ofHours(12));
    deliver(shuffled.subList(2 * third, DELIVERIES));
    clock.pass(Duration.ofHours(25));

    alice = program.signIn("alice@example.org", PASSWORD);
    Map<Fate, String> expected = new HashMap<>();
    for (Asked each : ordered) {
      await().atMost(LONG).until(() -> isAtItsEnd(each));
      expected.put(each.fate(), end(each));
    }
    assertThat(expected.get(Fate.PAID)).contains("SUCCEEDED", "FUNDED");
    assertThat(expected.get(Fate.CANCELLED)).contains("FAILED", "1032", "CREATED");
    assertThat(expected.get(Fate.NEVER_TOLD)).contains("UNRESOLVED", "NO_RESULT", "CREATED");
    for (Asked each : asked.subList(0, PAYMENTS)) {
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(end(each)).isEqualTo(expected.get(each.fate())));
    }
    requireSoundBooks(asked);
    for (Asked each : asked) {
      assertThat(output.getAll()).doesNotContain(daraja.phoneOf(each.rest()).substring(3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1501", "1499", "1500.01", "1499.99", "150000"})
  void anAmountThatIsOffByOneIsCreditedToNobody(String told) throws Exception {
    Asked each = ask(0);
    await().atMost(LONG).until(() -> daraja.nameOf(each.rest()) != null);
    deliver(List.of(callback(each, "0", told, false)));
    daraja.says(each.rest(), "0");
    deliver(List.of(callback(each, "0", told, false)));
    clock.pass(Duration.ofHours(1));
    alice = program.signIn("alice@example.org", PASSWORD);

    await().atMost(LONG).until(() -> status(each).get("state").asString().equals("DOUBTED"));
    assertThat(order(each).get("state").asString()).isEqualTo("CREATED");
    assertThat(order(each).get("paid").asString()).isEqualTo("0");
  }

  @Test
  void anOrderInAnotherCurrencyIsNotPaidByMPesa() {
    Map<String, Object> wish = wish("+254712340000");
    wish.put("asset", "USD");
    assertThat(alice.refusal("/api/orders", wish)).isEqualTo("UNKNOWN_ASSET");
  }

  /** Each hint once, three in ten once more, and forged ones, in no order. */
  private List<Delivery> shuffled(List<Asked> asked, Random chance) {
    List<Delivery> all = new ArrayList<>();
    for (Asked each : asked) {
      HINTS.stream()
          .filter(hint -> each.fate().result.equals("0") || !hint.equals("0"))
          .forEach(hint -> all.add(genuine(each, hint)));
    }
    int distinct = all.size();
    while (all.size() < DELIVERIES - FORGED) {
      all.add(all.get(chance.nextInt(distinct)));
    }
    assertThat(all.size() - distinct).isBetween(DELIVERIES * 25 / 100, DELIVERIES * 40 / 100);
    for (int i = 0; i < FORGED; i++) {
      all.add(forged(i, asked.get(i % PAYMENTS), asked.get((i + 1) % PAYMENTS)));
    }
    Collections.shuffle(all, chance);
    return all;
  }

  /** A success for whoever pays never: another path, source, payment, or name of the payment. */
  private Delivery forged(int number, Asked about, Asked other) {
    Delivery real = callback(about, "0", Integer.toString(SHILLINGS), true);
    String path = "/api/mpesa/callback/";
    return switch (number % 4) {
      case 0 ->
          new Delivery(
              path + "t" + SECRET.substring(1) + "/" + about.rest(),
              real.source(),
              real.body(),
              true);
      case 1 -> new Delivery(real.path(), "196.201.214.201", real.body(), true);
      case 2 -> new Delivery(path + SECRET + "/unheard-of", real.source(), real.body(), true);
      default ->
          new Delivery(callback(other, "0", "1500", true).path(), real.source(), real.body(), true);
    };
  }

  private Delivery genuine(Asked about, String result) {
    return callback(about, result, Integer.toString(SHILLINGS), false);
  }

  private Delivery callback(Asked about, String result, String shillings, boolean isForged) {
    String metadata =
        result.equals("0")
            ? """
            ,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":%s},
            {"Name":"MpesaReceiptNumber","Value":"%s"},{"Name":"PhoneNumber","Value":%s}]}\
            """
                .formatted(shillings, receipt(about), daraja.phoneOf(about.rest()))
            : "";
    return new Delivery(
        "/api/mpesa/callback/" + SECRET + "/" + about.rest(),
        SAFARICOM,
        """
        {"Body":{"stkCallback":{"MerchantRequestID":"m-1","CheckoutRequestID":"%s",
        "ResultCode":%s,"ResultDesc":"words"%s}}}\
        """
            .formatted(daraja.nameOf(about.rest()), result, metadata),
        isForged);
  }

  private static String receipt(Asked about) {
    return "R" + about.rest().substring(0, 12).toUpperCase(Locale.ROOT);
  }

  private void deliver(List<Delivery> deliveries) throws Exception {
    List<Callable<Integer>> calls =
        deliveries.stream().<Callable<Integer>>map(each -> () -> post(each)).toList();
    List<Integer> answers = all(calls);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i)).isEqualTo(deliveries.get(i).isForged() ? 404 : 200);
    }
  }

  private int post(Delivery delivery) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create("http://" + program.domain() + delivery.path()))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", delivery.source())
                .POST(BodyPublishers.ofString(delivery.body()))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private <T> List<T> all(List<Callable<T>> calls) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> each : many.invokeAll(calls)) {
      results.add(each.get());
    }
    return results;
  }

  private Asked ask(int number) {
    Fate fate = Fate.values()[number % Fate.values().length];
    String phone = "+2547%08d".formatted(71_000_000 + number);
    String order = alice.post("/api/orders", wish(phone)).get("orderId").asString();
    JsonNode asked = alice.post("/api/orders/" + order + "/pay/mpesa", Map.of());
    return new Asked(order, asked.get("checkoutRequestId").asString(), fate);
  }

  /** What M-Pesa says before the first day is half over. */
  private void endsFirst(Asked each) {
    switch (each.fate()) {
      case PAID, CANCELLED -> daraja.says(each.rest(), each.fate().result);
      case PAID_AFTER_A_TIME_OUT -> daraja.says(each.rest(), "1037");
      case NEVER_TOLD -> {}
    }
  }

  private void ends(Asked each) {
    if (each.fate() == Fate.PAID_AFTER_A_TIME_OUT) {
      daraja.says(each.rest(), "0");
    }
  }

  private boolean isAtItsEnd(Asked each) {
    String state = status(each).get("state").asString();
    return switch (each.fate()) {
      case PAID, PAID_AFTER_A_TIME_OUT ->
          state.equals("SUCCEEDED") && order(each).get("state").asString().equals("FUNDED");
      case CANCELLED -> state.equals("FAILED");
      case NEVER_TOLD -> state.equals("UNRESOLVED");
    };
  }

  /** All that can be seen of it, but who it is. */
  private String end(Asked each) {
    JsonNode payment = status(each);
    JsonNode order = order(each);
    boolean isReceiptRight =
        payment.get("receipt").isNull() || payment.get("receipt").asString().equals(receipt(each));
    return String.join(
        " ",
        payment.get("state").asString(),
        payment.get("cause").toString(),
        payment.get("result").toString(),
        payment.get("told").toString(),
        payment.get("receipt").isNull() ? "no receipt" : "receipt " + isReceiptRight,
        order.get("state").asString(),
        order.get("paid").asString());
  }

  private void requireSoundBooks(List<Asked> asked) {
    long paid = asked.stream().filter(each -> each.fate().result.equals("0")).count();
    String pots = " FROM view.journal_line WHERE account_id LIKE 'account:escrow:%'";
    assertThat(number("SELECT coalesce(sum(amount), 0) FROM view.journal_line")).isZero();
    assertThat(program.verified()).contains("Everything is as the log says.");
    assertThat(number("SELECT coalesce(sum(amount), 0)" + pots)).isEqualTo(paid * SHILLINGS * 100);
    assertThat(number("SELECT count(*)" + pots)).as("each once").isEqualTo(paid);
  }

  private long number(String sql) {
    return program.database().sql(sql).query(Long.class).single();
  }

  private JsonNode status(Asked each) {
    return alice.get("/api/mpesa/stk-status/" + each.payment());
  }

  private JsonNode order(Asked each) {
    return alice.get("/api/orders/" + each.order());
  }

  private Map<String, Object> wish(String phone) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("accountId", buyers);
    wish.put("sellerAccountId", sellers);
    wish.put("item", Map.of("reference", "lamp-1", "title", "A lamp"));
    wish.put("asset", "KES");
    wish.put("price", Integer.toString(SHILLINGS * 100));
    wish.put("payment", "mpesa");
    wish.put("phone", phone);
    return wish;
  }

  private static String account(Person person) {
    return person.post("/api/accounts", Map.of("label", "Orders")).get("accountId").asString();
  }
}
