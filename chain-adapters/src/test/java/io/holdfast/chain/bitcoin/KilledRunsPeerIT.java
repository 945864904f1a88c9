package io.holdfast.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.rpc.Credentials.UserPassword;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestBitcoind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two real nodes mine against each other: the branch of one is overtaken by the other's, at random
 * depths, while the rail is killed at random points and begun anew on its database, now and then on
 * the other node. Each run is named by its seed: one that fails is a case to keep.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledRunsPeerIT {
  /** {@code -Dholdfast.test.seeds=200} tries more. */
  private static final int SEEDS = Integer.getInteger("holdfast.test.seeds", 3);

  private static final int ROUNDS = 6;
  private static final int MOST_COMMANDS = 12;
  private static final long SATS = 1_000_000;

  private TestBitcoind ours;
  private TestBitcoind other;

  @BeforeAll
  void twoNodesThatSpeakOnlyWhenToldTo() {
    ours = TestBitcoind.startFunded();
    other = TestBitcoind.start();
  }

  @AfterAll
  void close() {
    ours.close();
    other.close();
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void endsWithTheNodesChainAndEveryPaymentInItsBlock(int seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<String> payments = new ArrayList<>();
    try (BitcoinHarness rail = new BitcoinHarness(endpoint(ours), 3)) {
      for (int round = 0; round < ROUNDS; round++) {
        ours.handChainTo(other);
        payments.add(ours.pay(rail.depositAddress(seed + "-" + round), SATS));
        int depth = chance.nextInt(1, BitcoinHarness.FINALITY_DEPTH);
        ours.mine(depth);
        turnUntilKilled(rail, chance);
        other.mineEmpty(depth + 1);
        other.handChainTo(ours);
        assertThat(ours.headHash()).isEqualTo(other.headHash());
        turnUntilKilled(rail, chance);
      }
      rail.ledger.recover();
      rail.moveTo(endpoint(ours));
      ours.mine(1);

      rail.turn();

      assertThat(rail.storedChain()).isEqualTo(chainFrom(rail.lowestHeight()));
      assertThat(rail.count("SELECT count(*) FROM rail.parked")).isZero();
      for (String payment : payments) {
        assertThat(blockTold(rail, payment)).as(payment).isEqualTo(blockOf(payment));
      }
    }
  }

  private void turnUntilKilled(BitcoinHarness rail, SplittableRandom chance) {
    rail.ledger.dieAfter(chance.nextInt(1, MOST_COMMANDS));
    try {
      rail.turn();
    } catch (LedgerFault fault) {
      assertThat(fault).hasMessageContaining("ledger");
    }
    rail.moveTo(endpoint(chance.nextInt(4) == 0 ? other : ours));
  }

  private List<String> chainFrom(long height) {
    return LongStream.rangeClosed(height, ours.height()).mapToObj(ours::hashAt).toList();
  }

  private String blockOf(String payment) {
    return ours.call("gettransaction", payment).get("blockhash").asString();
  }

  private static String blockTold(BitcoinHarness rail, String payment) {
    ReportPayment last =
        rail.ledger.told(ReportPayment.class).stream()
            .filter(report -> report.transaction().equals(payment))
            .reduce((_, later) -> later)
            .orElseThrow();
    return Objects.requireNonNull(last.block()).hash();
  }

  private static NodeEndpoint endpoint(TestBitcoind node) {
    return new NodeEndpoint(node.url(), new UserPassword(TestBitcoind.USER, TestBitcoind.PASSWORD));
  }
}
