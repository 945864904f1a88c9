package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.app.money.Customer.Deposit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever happens on the chain and in the ledger, nothing differs: payments to accounts and to an
 * order, payouts, blocks and reorganisations in any order, while chain and ledger are compared all
 * the time. And whatever was acknowledged before a backup began is there after its restore.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RandomHistoriesIT {
  private static final int STEPS = 40;

  /** Below the finality depth: past it the rail would freeze. */
  private static final int DEEPEST = 3;

  @TempDir static Path data;

  private Program program;
  private Customer alice;
  private Person olivia;
  private SandboxOutside outside;

  @BeforeAll
  void start() throws IOException {
    program = Program.start(data, "--holdfast.reconciliation.interval-seconds=1");
    alice = new Customer(program.signInToSandbox("alice"));
    olivia = program.signInToSandbox("olivia");
    outside = new SandboxOutside(olivia, program.node());
    alice.awaitRail("FOLLOWING");
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(longs = {1, 2, 3, 4})
  void raiseNoAlarm(long seed) {
    Random random = new Random(seed);
    OrderByChain order = OrderByChain.of(alice, olivia, 500_000);
    List<Deposit> deposits = new ArrayList<>(List.of(alice.deposit(), order.asDeposit()));
    for (int i = 0; i < STEPS; i++) {
      step(random, deposits);
    }
    outside.mine(2);
    Customer.awaitThat(this::assertComparedAtTheHead);

    assertThat(olivia.get("/api/reconciliation/cases").get("items")).isEmpty();
    assertThat(alice.person().get("/api/rails/bitcoin").get("state").asString())
        .isEqualTo("FOLLOWING");
    assertThat(program.verified()).contains("Everything is as the log says.");
  }

  @Test
  void whatSomebodyEditedPastTheLedgerIsFound() {
    String edit = "update view.account set label = %s where account_id = 'account:alice-main'";
    program.database().sql(edit.formatted("label || '!'")).update();

    assertThat(program.verified())
        .contains("WRONG: 1, such as account:alice-main (other values)")
        .doesNotContain("Everything is as the log says.");

    program.database().sql(edit.formatted("left(label, -1)")).update();
    assertThat(program.verified()).contains("Everything is as the log says.");
  }

  @Test
  @Order(2)
  void goOnWhereABackupWasTakenWhileTheyWent(@TempDir Path folder) throws Exception {
    Deposit deposit = aFundedDeposit();
    String signed = alice.withdraw(deposit, 200_000, MoneyContract.outsideAddress());
    alice.awaitWithdrawal(signed, "BROADCAST");
    BackedUp backup = new BackedUp(data, folder);
    long acknowledged = lastIndex(program);

    try (Busy _ = new Busy(program)) {
      backup.take();
    }
    long held = backup.restore();

    assertThat(held).isGreaterThanOrEqualTo(acknowledged);
    try (Program restored =
        Program.start(backup.target(), "--holdfast.reconciliation.interval-seconds=1")) {
      assertThat(log(restored, held)).isEqualTo(log(program, held));
      paysInAndOut(restored, deposit, signed);
      assertThat(restored.verified()).contains("Everything is as the log says.");
    }
  }

  /** Nothing is signed by itself: the chain may have it already. What was signed goes on. */
  private static void paysInAndOut(Program restored, Deposit deposit, String signed)
      throws IOException {
    Customer customer = new Customer(restored.signInToSandbox("alice"));
    Person operator = restored.signInToSandbox("olivia");
    SandboxOutside chain = new SandboxOutside(operator, restored.node());
    customer.awaitRail("FOLLOWING");
    String waiting = customer.withdraw(deposit, 100_000, MoneyContract.outsideAddress());
    chain.pay(Map.of(deposit.address(), 50_000L));
    chain.mine(6);

    customer.awaitWithdrawal(signed, "SETTLED");
    Customer.awaitThat(
        () ->
            assertThat(detailOf(restored, waiting))
                .startsWith("waits: the ledger was restored from a backup"));
    assertThat(customer.person().get("/api/withdrawals/" + waiting).get("state").asString())
        .isEqualTo("APPROVED");

    Person adam = restored.signInToSandbox("adam");
    for (boolean paused : new boolean[] {true, false}) {
      adam.post(
          "/api/integration/configure",
          Map.of("rail", Map.of("rail", "bitcoin", "paused", paused, "reason", "compared")));
    }
    customer.awaitWithdrawal(waiting, "BROADCAST");
    chain.mine(6);
    customer.awaitWithdrawal(waiting, "SETTLED");
    Customer.awaitThat(
        () -> {
          JsonNode last = operator.get("/api/reconciliation").get("items").get(0);
          assertThat(last.get("hash").asString()).isEqualTo(chain.node().chainInfo().headHash());
          assertThat(last.get("unexplained").asString()).isEqualTo("0");
        });
  }

  private static String detailOf(Program program, String withdrawal) {
    return program
        .database()
        .sql("SELECT coalesce(detail, '') FROM rail.payout WHERE withdrawal_id = ?")
        .param(withdrawal)
        .query(String.class)
        .single();
  }

  private Deposit aFundedDeposit() {
    Deposit deposit = alice.deposit();
    outside.pay(Map.of(deposit.address(), 3_000_000L));
    outside.mine(6);
    alice.awaitAvailable(deposit, 3_000_000);
    return deposit;
  }

  private static long lastIndex(Program program) {
    return program
        .database()
        .sql("SELECT max(log_index) FROM log.event")
        .query(Long.class)
        .single();
  }

  /** Every byte of the log up to an event. */
  private static List<String> log(Program program, long upTo) {
    return program
        .database()
        .sql("SELECT e::text FROM log.event e WHERE log_index <= ? ORDER BY log_index")
        .param(upTo)
        .query(String.class)
        .list();
  }

  private void step(Random random, List<Deposit> deposits) {
    Deposit deposit = deposits.get(random.nextInt(deposits.size()));
    switch (random.nextInt(9)) {
      case 0 -> deposits.add(alice.deposit());
      case 1, 2 -> outside.pay(Map.of(deposit.address(), 500L + random.nextInt(1_500_000)));
      case 3 -> withdraw(random, deposit);
      case 4, 5, 6 -> outside.mine(1 + random.nextInt(3));
      case 7 -> outside.reorganise(1 + random.nextInt(DEEPEST));
      default -> outside.reorganiseAndDrop(1 + random.nextInt(DEEPEST));
    }
  }

  private void withdraw(Random random, Deposit from) {
    long available = alice.available(from);
    if (available > 50_000) {
      long sats = 10_000L + random.nextInt((int) Math.min(available - 40_000, 2_000_000));
      alice.withdraw(from, sats, MoneyContract.outsideAddress());
    }
  }

  private void assertComparedAtTheHead() {
    JsonNode last = olivia.get("/api/reconciliation").get("items").get(0);
    assertThat(last.get("hash").asString()).isEqualTo(outside.node().chainInfo().headHash());
    assertThat(last.get("unexplained").asString()).isEqualTo("0");
  }
}
