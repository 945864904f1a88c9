package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.app.money.Customer.Deposit;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The default run, and what only the sandbox can be told to do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxMoneyIT extends MoneyContract {
  @TempDir static Path data;

  private Program program;
  private Customer alice;
  private Person olivia;
  private SandboxOutside outside;
  private Deposit expiring;

  @BeforeAll
  void start() throws IOException {
    run();
    expiring = alice.deposit(Map.of("expected", "30000", "validForSeconds", 60));
  }

  private void run() throws IOException {
    program = Program.start(data);
    alice = new Customer(program.signInToSandbox("alice"));
    olivia = program.signInToSandbox("olivia");
    outside = new SandboxOutside(olivia, program.node());
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  @Override
  Customer alice() {
    return alice;
  }

  @Override
  Person olivia() {
    return olivia;
  }

  @Override
  Outside outside() {
    return outside;
  }

  @Test
  void aPaymentThatAReorganisationLosesIsNotInTheBalance() {
    Deposit deposit = alice.deposit();
    String payment = pay(deposit, 130_000);
    outside.mine(1);
    alice.awaitDeposit(deposit, payment, "CONFIRMING");

    outside.reorganiseAndDrop(1);
    alice.awaitDeposit(deposit, payment, "ORPHANED");
    outside.mine(6);

    assertThat(alice.available(deposit)).isZero();
  }

  @Test
  void staffSeesWhatIsOwedWhatTheChainHoldsAndWhatTheRailCaused() {
    credited(400_000);

    JsonNode overview = olivia.get("/api/integration/system-overview");
    JsonNode bitcoin = overview.get("assets").get(0);
    assertThat(new BigInteger(bitcoin.get("liabilities").asString())).isPositive();
    assertThat(new BigInteger(bitcoin.get("onChain").asString())).isPositive();
    assertThat(overview.get("rails").get(0).get("finalHeight").asLong()).isPositive();
    JsonNode events =
        olivia.get("/api/integration/events?rail=bitcoin&type=DepositCredited&limit=1");
    assertThat(events.get("items").get(0).get("event").get("depositId").asString())
        .startsWith("deposit:");
    assertThat(olivia.refusal("/api/integration/configure", Map.of())).isEqualTo("FORBIDDEN");
  }

  @Test
  void anAdministratorsLimitCountsFromTheNextWithdrawalOn() throws IOException {
    Deposit deposit = credited(900_000);
    Person adam = program.signInToSandbox("adam");
    Map<String, Object> wish =
        Map.of(
            "accountId",
            deposit.accountId(),
            "asset",
            "BTC",
            "amount",
            "600000",
            "destination",
            outsideAddress());
    String max = terms(adam).get("maxPerWithdrawal").asString();

    limit(adam, "500000");
    assertThat(terms(adam).get("maxPerWithdrawal").asString()).isEqualTo("500000");
    assertThat(program.signInToSandbox("alice").refusal("/api/withdrawals", wish))
        .isEqualTo("LIMIT_PER_WITHDRAWAL_EXCEEDED");

    limit(adam, max);
    assertThat(alice.withdraw(deposit, 600_000, outsideAddress())).isNotEmpty();
  }

  private static void limit(Person administrator, String maxPerWithdrawal) {
    administrator.post(
        "/api/integration/configure",
        Map.of("withdrawal", Map.of("asset", "BTC", "maxPerWithdrawal", maxPerWithdrawal)));
  }

  private static JsonNode terms(Person person) {
    return person.get("/api/assets").get(0).get("withdrawal");
  }

  @Test
  void aWithdrawalThatAReorganisationLosesIsSentAgainWithTheSameBytes() {
    Deposit deposit = credited(3_000_000);
    String withdrawal = alice.withdraw(deposit, 500_000, outsideAddress());
    String sent = alice.awaitWithdrawal(withdrawal, "BROADCAST").get("transaction").asString();
    outside.mine(2);
    alice.awaitWithdrawal(withdrawal, "CONFIRMING");

    outside.reorganiseAndDrop(2);
    Customer.awaitThat(() -> assertThat(outside.node().mempool()).contains(sent));
    outside.mine(6);

    assertThat(alice.awaitWithdrawal(withdrawal, "SETTLED").get("transaction").asString())
        .isEqualTo(sent);
    assertThat(alice.available(deposit)).isEqualTo(2_500_000 - FEE);
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void aRestartGoesOnWhereItStopped() throws IOException {
    Deposit deposit = alice.deposit();
    String payment = pay(deposit, 150_000);
    outside.mine(1);
    alice.awaitDeposit(deposit, payment, "CONFIRMING");
    String waiting = pay(deposit, 160_000);
    long height = outside.node().chainInfo().headHeight();

    program.close();
    run();

    assertThat(outside.node().chainInfo().headHeight()).isEqualTo(height);
    assertThat(outside.node().mempool()).contains(waiting);
    outside.mine(2);
    alice.awaitDeposit(deposit, payment, "CREDITED");
    alice.awaitDeposit(deposit, waiting, "CREDITED");
    alice.awaitAvailable(deposit, 310_000);
    alice.awaitRail("FOLLOWING");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aPaymentAfterItsTimeIsCreditedAndCalledLate() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(alice.outcome(expiring)).isEqualTo("EXPIRED"));
    awaitTheNextSecond();
    pay(expiring, 30_000);
    outside.mine(2);

    alice.awaitOutcome(expiring, "LATE");
    alice.awaitAvailable(expiring, 30_000);
  }

  /** A block tells its time in whole seconds: one of the same second might still be in time. */
  private static void awaitTheNextSecond() {
    long second = Instant.now().getEpochSecond();
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Instant.now().getEpochSecond() > second);
  }
}
