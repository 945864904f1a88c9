package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.app.money.Customer.Deposit;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.payout.Coin;
import io.holdfast.chain.bitcoin.payout.PaymentPlan;
import io.holdfast.chain.bitcoin.payout.PaymentSigner;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Chain against ledger through the whole program, and every way to make them differ. What a test
 * breaks it mends; what cannot be mended comes last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ReconciliationContract {
  private static final long FEE = 2_000;

  abstract Program program();

  abstract Customer alice();

  abstract Person olivia();

  abstract Person adam();

  abstract Outside outside();

  // ---- nothing differs

  @Test
  @Order(1)
  void agreesFromThePaymentToThePayoutAndNamesWhatIsInFlight() {
    Deposit deposit = alice().deposit();
    String payment = outside().pay(Map.of(deposit.address(), 5_000_000L));
    outside().mine(1);
    alice().awaitDeposit(deposit, payment, "CONFIRMING");
    assertAgrees("5000000", "0", Map.of("payments not credited yet", "5000000"));

    outside().mine(1);
    alice().awaitAvailable(deposit, 5_000_000);
    assertAgrees("5000000", "5000000", Map.of());

    String withdrawal = alice().withdraw(deposit, 1_000_000, MoneyContract.outsideAddress());
    JsonNode sent = alice().awaitWithdrawal(withdrawal, "BROADCAST");
    assertAgrees("5000000", "5000000", Map.of());
    outside().mine(1);
    alice().awaitWithdrawal(withdrawal, "CONFIRMING");
    long out = 1_000_000 + Long.parseLong(sent.get("chainFee").asString());
    String left = Long.toString(5_000_000 - out);
    assertAgrees(left, "5000000", Map.of("payouts not settled yet", "-" + out));

    outside().mine(5);
    alice().awaitWithdrawal(withdrawal, "SETTLED");
    assertAgrees(left, left, Map.of());
    assertThat(alice().available(deposit)).isEqualTo(4_000_000 - FEE);
  }

  @Test
  @Order(2)
  void agreesFromAPaymentForAnOrderToItsPotAndBack() {
    long owed = Long.parseLong(compare().get("ledgerOwes").asString());
    OrderByChain order = OrderByChain.of(alice(), olivia(), 300_000);
    outside().pay(Map.of(order.address(), 200_000L));
    outside().mine(3);
    order.await("CREATED", 0, 200_000);
    assertInFlight(owed, Map.of("payments not credited yet", "200000"));

    outside().reorganise(3);
    order.await("CREATED", 0, 0);
    outside().mine(6);
    order.await("CREATED", 200_000, 0);
    assertInFlight(owed + 200_000, Map.of());

    outside().pay(Map.of(order.address(), 150_000L));
    outside().mine(6);
    order.await("FUNDED", 350_000, 0);
    assertThat(order.buyerHas()).isEqualTo(50_000);
    outside().reorganise(2);
    outside().mine(3);
    awaitHead();
    order.await("FUNDED", 350_000, 0);
    assertInFlight(owed + 350_000, Map.of());

    olivia().put(order.path(), Map.of("action", "cancel"));
    outside().pay(Map.of(order.address(), 90_000L));
    outside().mine(6);
    order.await("CANCELLED", 440_000, 0);
    assertThat(order.buyerHas()).isEqualTo(440_000);
    assertThat(order.request().get("outcome").asString()).isEqualTo("EXCESS");
    assertInFlight(owed + 440_000, Map.of());
  }

  private void assertInFlight(long owes, Map<String, String> lines) {
    JsonNode compared = compare();
    assertThat(compared.get("ledgerOwes").asString()).isEqualTo(Long.toString(owes));
    assertThat(lines(compared)).isEqualTo(lines);
    assertThat(compared.get("unexplained").asString()).isEqualTo("0");
    assertThat(cases()).isEmpty();
  }

  @Test
  @Order(3)
  void agreesAboutWhatIsKeptInSuspenseAndSaysSo() {
    Deposit deposit = alice().deposit();
    String dust = outside().pay(Map.of(deposit.address(), 500L));
    outside().mine(7);
    alice().awaitDeposit(deposit, dust, "SUSPENSE");

    JsonNode compared = compare();
    assertThat(compared.get("unexplained").asString()).isEqualTo("0");
    assertThat(lines(compared)).isEqualTo(Map.of("payments in suspense", "500"));
  }

  @Test
  @Order(4)
  void namesWhatSomebodyPaidToAnAddressThatWasMadeForChange() {
    String change =
        db().sql("SELECT address FROM rail.address WHERE branch = 1 LIMIT 1")
            .query(String.class)
            .single();
    outside().pay(Map.of(change, 60_000L));
    outside().mine(1);
    awaitHead();

    JsonNode compared = compare();
    assertThat(compared.get("unexplained").asString()).isEqualTo("0");
    assertThat(lines(compared))
        .isEqualTo(Map.of("payments in suspense", "500", "payments to change addresses", "60000"));
    assertThat(cases()).isEmpty();
  }

  // ---- repaired by itself

  @Test
  @Order(5)
  void takesInAgainAnObservationThatWasMissedAndCreditsIt() {
    Deposit deposit = alice().deposit();
    String known =
        "WITH gone AS (DELETE FROM rail.address WHERE address = ? RETURNING *)"
            + " SELECT row_to_json(gone)::text FROM gone";
    String row = db().sql(known).param(deposit.address()).query(String.class).single();
    String payment = outside().pay(Map.of(deposit.address(), 700_000L));
    outside().mine(7);
    awaitHead();
    db().sql(
            "INSERT INTO rail.address SELECT * FROM json_populate_record(NULL::rail.address, ?::json)")
        .param(row)
        .update();

    JsonNode repaired = theOneNewCase();

    assertThat(repaired.get("kind").asString()).isEqualTo("UNOBSERVED");
    assertThat(repaired.get("subject").asString()).startsWith(payment);
    assertThat(repaired.get("found").asString()).isEqualTo("700000");
    assertThat(repaired.get("evidence").toString()).contains(deposit.address());
    awaitState(repaired, "CLOSED");
    assertThat(caseOf(repaired).get("repair").asString()).contains("Took in again");
    alice().awaitDeposit(deposit, payment, "FINAL");
    alice().awaitAvailable(deposit, 700_000);
    assertNothingDiffers();
  }

  @Test
  @Order(6)
  void takesInAgainACoinThatOurFactsLost() {
    Deposit deposit = alice().deposit();
    String payment = outside().pay(Map.of(deposit.address(), 800_000L));
    outside().mine(7);
    alice().awaitDeposit(deposit, payment, "FINAL");
    db().sql("DELETE FROM rail.utxo WHERE txid = ?").param(payment).update();

    JsonNode repaired = theOneNewCase();

    assertThat(repaired.get("kind").asString()).isEqualTo("UNOBSERVED");
    awaitState(repaired, "CLOSED");
    assertThat(alice().available(deposit)).isEqualTo(800_000);
    assertNothingDiffers();
  }

  // ---- for a person

  @Test
  @Order(7)
  void opensOneCaseForAnAmountThatDiffersAndClosesItWhenItIsRight() {
    String anyCoin =
        " WHERE (txid, vout) = (SELECT txid, vout FROM rail.utxo"
            + " WHERE spent_by IS NULL AND block_hash IS NOT NULL ORDER BY amount DESC LIMIT 1)";
    db().sql("UPDATE rail.utxo SET amount = amount + 1" + anyCoin).update();

    JsonNode differs = theOneNewCase();

    assertThat(differs.get("kind").asString()).isEqualTo("AMOUNT_DIFFERS");
    assertThat(differs.get("state").asString()).isEqualTo("OPEN");
    compare();
    assertThat(caseOf(differs).get("opened").asLong()).isEqualTo(1);
    db().sql("UPDATE rail.utxo SET amount = amount - 1" + anyCoin).update();
    compare();
    awaitState(differs, "CLOSED");
    assertNothingDiffers();
  }

  @Test
  @Order(8)
  void opensOneCaseForACoinThatTheChainDoesNotHave() {
    String made = "ff".repeat(32);
    db().sql(
            """
            INSERT INTO rail.utxo (rail, txid, vout, address, amount, coinbase, finality_depth,
              seen_at_millis, height, block_hash)
            SELECT rail, ?, 0, address, 4321, false, finality_depth, 0, height, block_hash
            FROM rail.utxo WHERE block_hash IS NOT NULL LIMIT 1""")
        .param(made)
        .update();

    JsonNode differs = theOneNewCase();

    assertThat(differs.get("kind").asString()).isEqualTo("MISSING");
    assertThat(differs.get("expected").asString()).isEqualTo("4321");
    assertThat(differs.get("found").asString()).isEqualTo("0");
    db().sql("DELETE FROM rail.utxo WHERE txid = ?").param(made).update();
    compare();
    awaitState(differs, "CLOSED");
  }

  // ---- what stays

  @Test
  @Order(9)
  void findsMoneyAtAnAddressThatOurDatabaseForgot() {
    int forgotten =
        db().sql("SELECT next + 7 FROM rail.key_index WHERE branch = 0")
            .query(Integer.class)
            .single();
    String address = key().account().address(new KeyPath(Branch.DEPOSIT, forgotten)).toString();
    String payment = outside().pay(Map.of(address, 90_000L));
    outside().mine(1);
    awaitHead();

    JsonNode differs = theOneNewCase();

    assertThat(differs.get("subject").asString()).startsWith(payment);
    assertThat(differs.get("state").asString()).isEqualTo("OPEN");
    assertThat(differs.get("repair").isNull()).isTrue();
    assertThat(differs.get("evidence").toString()).contains("have never seen it");
    assertThat(compare().get("unexplained").asString()).isEqualTo("90000");
    String explanations = "/api/reconciliation/cases/" + id(differs) + "/explanations";
    Map<String, String> reason = Map.of("reason", "From the backup of Friday.");
    assertThat(olivia().refusal(explanations, reason)).isEqualTo("FORBIDDEN");
    assertThat(adam().post(explanations, reason).get("state").asString()).isEqualTo("EXPLAINED");
    assertThat(adam().refusal(explanations, Map.of("reason", "No, another.")))
        .isEqualTo("ALREADY_EXISTS_DIFFERENT");
    compare();
    assertThat(caseOf(differs).get("state").asString()).isEqualTo("EXPLAINED");
  }

  @Test
  @Order(10)
  void opensOneCaseForATheftHoweverManyCoinsItTook() {
    List<Coin> coins = ourCoins();
    long sum = coins.stream().mapToLong(Coin::sats).sum();
    PaymentPlan theft =
        new PaymentPlan(coins, MoneyContract.outsideAddress(), sum - 20_000, 20_000, 0, null);
    String txid = outside().node().send(new PaymentSigner(key()).sign(theft).hex());
    outside().mine(1);
    awaitHead();

    JsonNode stolen = theOneNewCase();

    assertThat(stolen.get("kind").asString()).isEqualTo("SPENT_ELSEWHERE");
    assertThat(stolen.get("subject").asString()).isEqualTo(txid);
    assertThat(stolen.get("expected").asString()).isEqualTo(Long.toString(sum));
    assertThat(stolen.get("found").asString()).isEqualTo("0");
    assertThat(compare().get("unexplained").asString()).isEqualTo(Long.toString(90_000 - sum));
    assertThat(caseOf(stolen).get("opened").asLong()).isEqualTo(1);
  }

  // ---- helpers

  /** Asks for a comparison and waits until it has come. */
  JsonNode compare() {
    olivia().post("/api/reconciliation/runs", Map.of("asset", "BTC"));
    Customer.awaitThat(
        () -> assertThat(reconciliation().get("requestedAtMillis").isNull()).isTrue());
    return reconciliation();
  }

  private JsonNode reconciliation() {
    return olivia().get("/api/reconciliation").get("items").get(0);
  }

  static Map<String, String> lines(JsonNode compared) {
    Map<String, String> lines = new TreeMap<>();
    for (JsonNode line : compared.get("lines")) {
      if (!line.get("amount").asString().equals("0")) {
        lines.put(line.get("name").asString(), line.get("amount").asString());
      }
    }
    return lines;
  }

  private void assertAgrees(String holds, String owes, Map<String, String> lines) {
    JsonNode compared = compare();
    assertThat(compared.get("chainHolds").asString()).isEqualTo(holds);
    assertThat(compared.get("ledgerOwes").asString()).isEqualTo(owes);
    assertThat(lines(compared)).isEqualTo(lines);
    assertThat(compared.get("unexplained").asString()).isEqualTo("0");
    assertThat(compared.get("hash").asString()).isEqualTo(outside().node().chainInfo().headHash());
    assertThat(compared.get("agreedHeight").asLong()).isEqualTo(compared.get("height").asLong());
    assertThat(cases()).isEmpty();
  }

  void assertNothingDiffers() {
    JsonNode compared = compare();
    assertThat(compared.get("unexplained").asString()).isEqualTo("0");
    assertThat(compared.get("openCases").asLong()).isZero();
  }

  /** Compares, and gives the case that was not there before. */
  private JsonNode theOneNewCase() {
    List<String> before = cases();
    compare();
    List<String> after = cases();
    after.removeAll(before);
    assertThat(after).hasSize(1);
    return olivia().get("/api/reconciliation/cases/" + after.getFirst());
  }

  List<String> cases() {
    List<String> ids = new ArrayList<>();
    for (JsonNode each : olivia().get("/api/reconciliation/cases?limit=200").get("items")) {
      ids.add(id(each));
    }
    return ids;
  }

  private JsonNode caseOf(JsonNode reconciliationCase) {
    return olivia().get("/api/reconciliation/cases/" + id(reconciliationCase));
  }

  private void awaitState(JsonNode reconciliationCase, String state) {
    Customer.awaitThat(
        () -> assertThat(caseOf(reconciliationCase).get("state").asString()).isEqualTo(state));
  }

  private static String id(JsonNode reconciliationCase) {
    return reconciliationCase.get("caseId").asString();
  }

  /** Until the rail has taken in all there is. */
  void awaitHead() {
    Customer.awaitThat(
        () ->
            assertThat(olivia().get("/api/rails/bitcoin").get("hash").asString())
                .isEqualTo(outside().node().chainInfo().headHash()));
  }

  private JdbcClient db() {
    return program().database();
  }

  /** As whoever has a copy of our key file. */
  private SeedSigner key() {
    return program().key(seed -> new SeedSigner(BitcoinNetwork.REGTEST, seed));
  }

  private List<Coin> ourCoins() {
    return db().sql(
            """
            SELECT u.*, a.branch, a.key_index FROM rail.utxo u
            JOIN rail.address a USING (rail, address)
            WHERE u.spent_by IS NULL AND u.block_hash IS NOT NULL""")
        .query(
            (row, _) ->
                new Coin(
                    new OutPoint(row.getString("txid"), row.getInt("vout")),
                    row.getLong("amount"),
                    new KeyPath(Branch.of(row.getInt("branch")), row.getInt("key_index"))))
        .list();
  }
}
