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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever happens on the chain and in the ledger, nothing differs: payments to accounts and to an
 * order, payouts, blocks and reorganisations in any order, while chain and ledger are compared all
 * the time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
