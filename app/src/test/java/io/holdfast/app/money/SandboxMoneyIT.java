package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.chain.bitcoin.rpc.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.crypto.ECKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Money in and out over the sandbox, through every part of the program: from the doors to the
 * ledger, over the rail to the node, and back to what a person reads. Credited after two
 * confirmations, final after six.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxMoneyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long FEE = 2_000;

  @TempDir static Path data;

  private Program program;
  private Person alice;
  private Person olivia;
  private Deposit expiring;

  /** A wish to pay in, on an account of its own. */
  private record Deposit(String accountId, String requestId, String address) {}

  @BeforeAll
  void start() throws IOException {
    program = Program.start(data);
    signIn();
    expiring = deposit("30000", 60L);
  }

  private void signIn() throws IOException {
    alice = program.signIn("alice");
    olivia = program.signIn("olivia");
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  // ---- the whole way

  @Test
  void aPaymentBecomesABalanceAndAWithdrawalPaysOut() {
    Deposit deposit = deposit("5000000", null);
    String payment = pay(deposit, 5_000_000);
    awaitDeposit(deposit, payment, "DETECTED");
    assertThat(available(deposit)).isZero();
    mine(1);
    awaitDeposit(deposit, payment, "CONFIRMING");
    assertThat(available(deposit)).isZero();
    mine(1);
    awaitDeposit(deposit, payment, "CREDITED");
    awaitAvailable(deposit, 5_000_000);
    awaitOutcome(deposit, "PAID");
    mine(4);
    awaitDeposit(deposit, payment, "FINAL");

    String outside = outsideAddress();
    String withdrawal = withdraw(deposit, 1_000_000, outside);
    awaitWithdrawal(withdrawal, "BROADCAST");
    assertThat(available(deposit)).isEqualTo(4_000_000 - FEE);
    mine(1);
    awaitWithdrawal(withdrawal, "CONFIRMING");
    mine(5);
    JsonNode settled = awaitWithdrawal(withdrawal, "SETTLED");

    assertThat(balance(deposit).get("posted").asString()).isEqualTo("3998000");
    assertThat(balance(deposit).get("held").asString()).isEqualTo("0");
    Transaction paid =
        program.node().transaction(settled.get("transaction").asString()).orElseThrow();
    assertThat(paid.outputs())
        .anyMatch(output -> outside.equals(output.address()) && output.sats() == 1_000_000);
  }

  @Test
  void aLargeWithdrawalWaitsForASecondPerson() {
    Deposit deposit = credited(50_000_000);
    String outside = outsideAddress();
    String withdrawal = withdraw(deposit, 20_000_000, outside);
    awaitWithdrawal(withdrawal, "AWAITING_APPROVAL");
    String approvals = "/api/withdrawals/" + withdrawal + "/approvals";
    assertThat(alice.refusal(approvals, Map.of())).isEqualTo("FORBIDDEN");
    mine(1);
    assertThat(program.node().mempool()).isEmpty();

    olivia.post(approvals, Map.of());

    awaitWithdrawal(withdrawal, "BROADCAST");
    mine(6);
    awaitWithdrawal(withdrawal, "SETTLED");
    assertThat(available(deposit)).isEqualTo(30_000_000 - FEE);
  }

  // ---- payments that are not what was agreed

  @Test
  void tooLittleThenEnoughThenTooMuch() {
    Deposit deposit = deposit("100000", null);
    pay(deposit, 60_000);
    mine(2);
    awaitOutcome(deposit, "PARTIAL");
    pay(deposit, 40_000);
    mine(2);
    awaitOutcome(deposit, "PAID");
    pay(deposit, 10_000);
    mine(2);
    awaitOutcome(deposit, "EXCESS");

    awaitAvailable(deposit, 110_000);
  }

  @Test
  void oneTransactionPaysTwoRequests() {
    Deposit one = deposit(null, null);
    Deposit other = deposit(null, null);
    String payment =
        olivia
            .post(
                "/api/sandbox/bitcoin/payments",
                Map.of("outputs", List.of(output(one, 70_000), output(other, 80_000))))
            .get("transaction")
            .asString();
    mine(2);

    awaitDeposit(one, payment, "CREDITED");
    awaitDeposit(other, payment, "CREDITED");
    awaitAvailable(one, 70_000);
    awaitAvailable(other, 80_000);
  }

  @Test
  void aReplacedPaymentIsNeverCredited() {
    Deposit deposit = deposit(null, null);
    String first = pay(deposit, 70_000);
    awaitDeposit(deposit, first, "DETECTED");
    String second = replace(first, deposit.address(), 90_000);
    awaitDeposit(deposit, first, "REPLACED");
    mine(2);

    awaitDeposit(deposit, second, "CREDITED");
    awaitAvailable(deposit, 90_000);
  }

  @Test
  void aPaymentThatIsTakenElsewhereLeavesTheRequestOpen() {
    Deposit deposit = deposit("70000", null);
    String first = pay(deposit, 70_000);
    awaitDeposit(deposit, first, "DETECTED");
    replace(first, outsideAddress(), 60_000);
    mine(3);

    awaitDeposit(deposit, first, "REPLACED");
    awaitOutcome(deposit, "OPEN");
    assertThat(available(deposit)).isZero();
  }

  // ---- reorganisations

  @Test
  void aReorganisationTakesACreditBackAndGivesItAgainOnce() {
    Deposit deposit = deposit(null, null);
    String payment = pay(deposit, 120_000);
    mine(2);
    awaitDeposit(deposit, payment, "CREDITED");

    reorganise(2, false);
    awaitDeposit(deposit, payment, "ORPHANED");
    awaitAvailable(deposit, 0);
    mine(2);

    awaitDeposit(deposit, payment, "CREDITED");
    awaitAvailable(deposit, 120_000);
    mine(4);
    awaitDeposit(deposit, payment, "FINAL");
    assertThat(available(deposit)).isEqualTo(120_000);
  }

  @Test
  void aPaymentThatAReorganisationLosesIsNotInTheBalance() {
    Deposit deposit = deposit(null, null);
    String payment = pay(deposit, 130_000);
    mine(1);
    awaitDeposit(deposit, payment, "CONFIRMING");

    reorganise(1, true);
    awaitDeposit(deposit, payment, "ORPHANED");
    mine(6);

    assertThat(available(deposit)).isZero();
  }

  @Test
  void aWithdrawalThatAReorganisationLosesIsSentAgainWithTheSameBytes() {
    Deposit deposit = credited(3_000_000);
    String withdrawal = withdraw(deposit, 500_000, outsideAddress());
    String sent = awaitWithdrawal(withdrawal, "BROADCAST").get("transaction").asString();
    mine(2);
    awaitWithdrawal(withdrawal, "CONFIRMING");

    reorganise(2, true);
    awaitThat(() -> assertThat(program.node().mempool()).contains(sent));
    mine(6);

    assertThat(awaitWithdrawal(withdrawal, "SETTLED").get("transaction").asString())
        .isEqualTo(sent);
    assertThat(available(deposit)).isEqualTo(2_500_000 - FEE);
  }

  // ---- a node that fails, a program that stops

  @Test
  void aNodeThatHangsDelaysMoneyAndLosesNone() {
    Deposit deposit = deposit(null, null);
    olivia.post("/api/sandbox/bitcoin/stalls", Map.of("stalled", true));
    try {
      pay(deposit, 140_000);
      mine(2);
      awaitRail("UNREACHABLE");
      assertThat(available(deposit)).isZero();
    } finally {
      olivia.post("/api/sandbox/bitcoin/stalls", Map.of("stalled", false));
    }

    awaitAvailable(deposit, 140_000);
    awaitRail("FOLLOWING");
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void aRestartGoesOnWhereItStopped() throws IOException {
    Deposit deposit = deposit(null, null);
    String payment = pay(deposit, 150_000);
    mine(1);
    awaitDeposit(deposit, payment, "CONFIRMING");
    String waiting = pay(deposit, 160_000);
    long height = program.node().chainInfo().headHeight();

    program.close();
    program = Program.start(data);
    signIn();

    assertThat(program.node().chainInfo().headHeight()).isEqualTo(height);
    assertThat(program.node().mempool()).contains(waiting);
    mine(2);
    awaitDeposit(deposit, payment, "CREDITED");
    awaitDeposit(deposit, waiting, "CREDITED");
    awaitAvailable(deposit, 310_000);
    awaitRail("FOLLOWING");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aPaymentAfterItsTimeIsCreditedAndCalledLate() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(outcome(expiring)).isEqualTo("EXPIRED"));
    pay(expiring, 30_000);
    mine(2);

    awaitOutcome(expiring, "LATE");
    awaitAvailable(expiring, 30_000);
  }

  // ---- what a person does

  private Deposit deposit(String expected, Long validForSeconds) {
    String account =
        alice.post("/api/accounts", Map.of("label", "Test")).get("accountId").asString();
    Map<String, Object> wish = new HashMap<>(Map.of("accountId", account, "asset", "BTC"));
    if (expected != null) {
      wish.put("expected", expected);
    }
    if (validForSeconds != null) {
      wish.put("validForSeconds", validForSeconds);
    }
    JsonNode request = alice.post("/api/deposit-requests", wish);
    return new Deposit(
        account, request.get("requestId").asString(), request.get("address").asString());
  }

  private Deposit credited(long sats) {
    Deposit deposit = deposit(null, null);
    pay(deposit, sats);
    mine(6);
    awaitAvailable(deposit, sats);
    return deposit;
  }

  private String pay(Deposit deposit, long sats) {
    Map<String, ?> payment = Map.of("outputs", List.of(output(deposit, sats)));
    return olivia.post("/api/sandbox/bitcoin/payments", payment).get("transaction").asString();
  }

  private String replace(String replaced, String address, long sats) {
    Map<String, ?> output = Map.of("address", address, "amount", Long.toString(sats));
    Map<String, ?> payment = Map.of("outputs", List.of(output), "replaces", replaced);
    return olivia.post("/api/sandbox/bitcoin/payments", payment).get("transaction").asString();
  }

  private static Map<String, String> output(Deposit deposit, long sats) {
    return Map.of("address", deposit.address(), "amount", Long.toString(sats));
  }

  private void mine(int blocks) {
    olivia.post("/api/sandbox/bitcoin/blocks", Map.of("count", blocks));
  }

  private void reorganise(int depthBlocks, boolean drop) {
    olivia.post(
        "/api/sandbox/bitcoin/reorganisations",
        Map.of("depthBlocks", depthBlocks, "dropTransactions", drop));
  }

  private String withdraw(Deposit from, long sats, String destination) {
    alice.post(
        "/api/accounts/" + from.accountId() + "/destinations",
        Map.of("rail", "bitcoin", "address", destination));
    return alice
        .post(
            "/api/withdrawals",
            Map.of(
                "accountId",
                from.accountId(),
                "asset",
                "BTC",
                "amount",
                Long.toString(sats),
                "destination",
                destination))
        .get("withdrawalId")
        .asString();
  }

  private static String outsideAddress() {
    return new ECKey().toAddress(ScriptType.P2WPKH, BitcoinNetwork.REGTEST).toString();
  }

  // ---- what a person sees

  private void awaitDeposit(Deposit deposit, String transaction, String state) {
    awaitThat(
        () ->
            assertThat(alice.get("/api/deposits?requestId=" + deposit.requestId()).get("items"))
                .filteredOn(each -> each.get("transaction").asString().equals(transaction))
                .extracting(each -> each.get("state").asString())
                .containsExactly(state));
  }

  private JsonNode awaitWithdrawal(String withdrawalId, String state) {
    awaitThat(
        () ->
            assertThat(withdrawal(withdrawalId).get("state").asString())
                .as(withdrawal(withdrawalId).toString())
                .isEqualTo(state));
    return withdrawal(withdrawalId);
  }

  private JsonNode withdrawal(String withdrawalId) {
    return alice.get("/api/withdrawals/" + withdrawalId);
  }

  private void awaitOutcome(Deposit deposit, String outcome) {
    awaitThat(() -> assertThat(outcome(deposit)).isEqualTo(outcome));
  }

  private String outcome(Deposit deposit) {
    return alice.get("/api/deposit-requests/" + deposit.requestId()).get("outcome").asString();
  }

  private void awaitAvailable(Deposit deposit, long sats) {
    awaitThat(() -> assertThat(available(deposit)).isEqualTo(sats));
  }

  private long available(Deposit deposit) {
    JsonNode balance = balance(deposit);
    return balance == null ? 0 : Long.parseLong(balance.get("available").asString());
  }

  /** Null as long as nothing was ever posted. */
  private JsonNode balance(Deposit deposit) {
    for (JsonNode each : alice.get("/api/accounts/" + deposit.accountId()).get("balances")) {
      if (each.get("asset").asString().equals("BTC")) {
        return each;
      }
    }
    return null;
  }

  private void awaitRail(String state) {
    awaitThat(
        () -> assertThat(alice.get("/api/rails/bitcoin").get("state").asString()).isEqualTo(state));
  }

  private static void awaitThat(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
  }
}
