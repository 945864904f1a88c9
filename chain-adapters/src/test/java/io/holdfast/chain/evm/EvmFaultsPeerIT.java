package io.holdfast.chain.evm;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.evm.rpc.EvmLog;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Deposits and withdrawals while blocks lose their place at random depths and the program is killed
 * in the middle, on a real anvil. Whatever happened, the end is what the chain says: nothing lost,
 * nothing twice, every unit accounted for. A seed that fails is a case to keep.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvmFaultsPeerIT {
  /** {@code -Dholdfast.test.seeds=200} tries more. */
  private static final int SEEDS = Integer.getInteger("holdfast.test.seeds", 25);

  private static final int STEPS = 25;
  private static final int DEEPEST = 3;

  private EvmPeer peer;

  @BeforeAll
  void aChain() {
    TestAnvil node = TestAnvil.start();
    node.mine(10);
    peer = new EvmPeer(node);
  }

  @AfterAll
  void close() {
    peer.close();
  }

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void endsAsTheChainSays(long seed) {
    Random random = new Random(seed);
    try (EvmHarness rail = peer.rail(2)) {
      peer.pay(rail.depositAddress("fund"), 9 * peer.ordinaryAmount());
      peer.mine(6);
      rail.turn();
      int withdrawals = 0;
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(6)) {
          case 0 -> peer.pay(rail.depositAddress("d" + random.nextInt(4)), 1 + random.nextInt(99));
          case 1 -> peer.mine(1 + random.nextInt(2));
          case 2 -> peer.reorganise(1 + random.nextInt(DEEPEST));
          case 3 -> rail.withdraw("w" + withdrawals++, 1_000 + step, peer.outsideAddress());
          case 4 -> dieIn(rail, 1 + random.nextInt(6));
          default -> turn(rail);
        }
      }
      settle(rail, withdrawals);
      assertEverythingIsAccountedFor(rail, withdrawals);
    }
  }

  private static void dieIn(EvmHarness rail, int commands) {
    rail.ledger.dieAfter(commands);
    turn(rail);
    rail.ledger.recover();
    rail.restart();
  }

  private static void turn(EvmHarness rail) {
    try {
      rail.turn();
    } catch (LedgerFault fault) {
      assertThat(fault).hasMessageContaining("ledger");
    }
  }

  /** What was lost in a block that the rail never saw is sent again after a while. */
  private void settle(EvmHarness rail, int withdrawals) {
    await()
        .untilAsserted(
            () -> {
              rail.turn();
              peer.mine(1);
              rail.turn();
              assertThat(mined(rail)).isEqualTo(withdrawals);
            });
    peer.mine(6);
    rail.turn();
  }

  private static long mined(EvmHarness rail) {
    return rail.count("SELECT count(*) FROM rail.payout WHERE block_hash IS NOT NULL");
  }

  private void assertEverythingIsAccountedFor(EvmHarness rail, int withdrawals) {
    assertThat(rail.storedChain()).isEqualTo(peer.hashesFrom(rail.lowestHeight()));
    assertThat(rail.count("SELECT count(*) FROM rail.parked")).isZero();
    assertThat(standing(rail)).containsExactlyInAnyOrderElementsOf(deposited(rail));
    assertThat(lastTold(rail)).isEqualTo(blocksOfPayments(rail));
    assertThat(rail.ledger.told(RecordSigned.class).stream().distinct()).hasSize(withdrawals);
    assertThat(rail.ledger.told(FailWithdrawal.class)).isEmpty();
    assertThat(mined(rail)).isEqualTo(withdrawals);
    assertThat(peer.node().balance(rail.treasury().value())).isEqualTo(booked(rail));
  }

  /** What the rail holds to be paid, by block. */
  private static List<String> standing(EvmHarness rail) {
    return rail.lines(
        "SELECT block_hash || ' ' || transaction || ' ' || amount FROM rail.payment"
            + " WHERE block_hash IS NOT NULL");
  }

  /** What the chain says was paid. */
  private List<String> deposited(EvmHarness rail) {
    return peer.hashesFrom(rail.lowestHeight()).stream()
        .flatMap(block -> rail.node().logs(block, Set.of(rail.deposits)).stream())
        .map(log -> log.blockHash() + " " + log.transactionHash() + " " + amount(log))
        .toList();
  }

  private static BigInteger amount(EvmLog log) {
    return new BigInteger(1, Hex.bytes(log.data()));
  }

  /** Where the ledger was told last that a payment stands; one that is lost stands nowhere. */
  private static Map<String, String> lastTold(EvmHarness rail) {
    Map<DepositId, ReportPayment> standing = new HashMap<>();
    for (Command command : rail.ledger.told()) {
      switch (command) {
        case ReportPayment report when report.block() != null ->
            standing.put(report.depositId(), report);
        case OrphanPayment lost -> standing.remove(lost.depositId());
        default -> {}
      }
    }
    return standing.values().stream()
        .collect(toMap(ReportPayment::transaction, report -> report.block().hash()));
  }

  private static Map<String, String> blocksOfPayments(EvmHarness rail) {
    Map<String, String> blocks = new HashMap<>();
    for (String line : standing(rail)) {
      String[] words = line.split(" ", -1);
      blocks.put(words[1], words[0]);
    }
    return blocks;
  }

  private static BigInteger booked(EvmHarness rail) {
    return new BigInteger(
        rail.text(
            """
            SELECT (SELECT coalesce(sum(amount), 0) FROM rail.payment WHERE block_hash IS NOT NULL)
              - (SELECT coalesce(sum(amount), 0) FROM rail.payout WHERE block_hash IS NOT NULL)
              - (SELECT coalesce(sum(fee), 0) FROM rail.sent WHERE block_hash IS NOT NULL)"""));
  }
}
