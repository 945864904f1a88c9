package io.holdfast.chain.bitcoin;

import static io.holdfast.chain.bitcoin.RailHarness.FINALITY_DEPTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.sandbox.DrivenNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the Bitcoin rail does on any node: the same tests run on a real bitcoind and on the
 * sandbox's simulator, so that the simulator can't drift.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BitcoinRailContract {
  private static final long COIN = 100_000_000;

  private static final long BLOCKS_BEFORE = 5;

  private DrivenNode node;
  private RailHarness rail;

  /** A node with a chain and an outside that has coins. */
  protected abstract DrivenNode start();

  @BeforeAll
  void aNode() {
    node = start();
  }

  @BeforeEach
  void aRailAtTheHead() {
    node.mine(1);
    rail = new RailHarness(node.endpoint(), BLOCKS_BEFORE);
    rail.turn();
  }

  @AfterEach
  void closeRail() {
    rail.close();
  }

  @AfterAll
  void closeNode() {
    node.close();
  }

  // ---- following

  @Test
  void takesEveryBlockInFromTheStartHeightAndSaysThatItFollows() {
    assertThat(rail.appliedHeights())
        .isEqualTo(LongStream.rangeClosed(height() - BLOCKS_BEFORE, height()).boxed().toList());
    assertThat(rail.state()).contains(RailState.FOLLOWING);
  }

  @Test
  void takesInAfterARestartWhatWasMinedMeanwhileAndNothingTwice() {
    long before = height();
    rail.ledger.forget();
    node.mine(3);

    rail.restart();
    rail.turn();

    assertThat(rail.appliedHeights()).containsExactly(before + 1, before + 2, before + 3);
  }

  @Test
  void saysThatTheNodeIsUnreachableWhileItAnswersNothingAndGoesOnAfterwards() {
    node.stall();
    assertThatThrownBy(rail::turn).isInstanceOf(NodeTimedOut.class);
    assertThat(rail.state()).contains(RailState.UNREACHABLE);

    node.resume();
    await().untilAsserted(rail::turn);
    assertThat(rail.state()).contains(RailState.FOLLOWING);
  }

  // ---- deposits

  @Test
  void detectsAPaymentBeforeItIsMinedOnce() {
    String txid = node.pay(Map.of(rail.depositAddress("a"), COIN));

    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(ReportPayment.class))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.transaction()).isEqualTo(txid);
              assertThat(report.requestId().value()).isEqualTo("deposit-request:a");
              assertThat(report.amount().minor()).isEqualTo(COIN);
              assertThat(report.block()).isNull();
              assertThat(rail.ledger.metadataOf(report))
                  .containsEntry(MetaKeys.ACTOR, "system:bitcoin")
                  .containsEntry(MetaKeys.TRANSACTION, txid);
            });
  }

  @Test
  void reportsAPaymentInItsBlockAndCountsEachBlockUntilItIsFinal() {
    String txid = node.pay(Map.of(rail.depositAddress("a"), COIN));
    node.mine(FINALITY_DEPTH + 2);

    rail.turn();

    ReportPayment report = rail.ledger.told(ReportPayment.class).getLast();
    assertThat(Objects.requireNonNull(report.block()).hash()).isEqualTo(blockOf(txid));
    assertThat(rail.ledger.told(CountConfirmations.class))
        .allSatisfy(count -> assertThat(count.depositId()).isEqualTo(report.depositId()))
        .extracting(CountConfirmations::confirmations)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void movesTheCursorAfterEverythingInTheBlockWasTold() {
    node.pay(Map.of(rail.depositAddress("a"), COIN));
    node.mine(1);
    rail.ledger.forget();

    rail.turn();

    assertThat(rail.ledger.told().getFirst()).isInstanceOf(ReportPayment.class);
    assertThat(rail.ledger.told().getLast()).isInstanceOf(ApplyBlock.class);
  }

  @Test
  void reportsEachOutputOfOneTransactionAsAPaymentOfItsOwn() {
    String first = rail.depositAddress("a");
    String second = rail.depositAddress("b");
    String txid = node.pay(Map.of(first, COIN, second, 2 * COIN));
    node.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(ReportPayment.class))
        .hasSize(2)
        .allSatisfy(report -> assertThat(report.transaction()).isEqualTo(txid))
        .extracting(report -> report.requestId().value() + " " + report.amount().digits())
        .containsExactlyInAnyOrder("deposit-request:a " + COIN, "deposit-request:b " + 2 * COIN);
  }

  @Test
  void reportsAReplacementAndWhatItReplaced() {
    String address = rail.depositAddress("a");
    String first = node.pay(Map.of(address, COIN));
    rail.turn();
    String second = node.replace(first, address, 2 * COIN);

    rail.turn();

    assertThat(rail.ledger.told(ReplacePayment.class))
        .singleElement()
        .satisfies(
            replaced -> {
              assertThat(replaced.depositId().value()).contains(first);
              assertThat(replaced.byTransaction()).isEqualTo(second);
            });
    assertThat(rail.ledger.told(ReportPayment.class).getLast().transaction()).isEqualTo(second);
  }

  @Test
  void reportsAReplacementThatWasSeenInItsBlockOnly() {
    String first = node.pay(Map.of(rail.depositAddress("a"), COIN));
    rail.turn();
    String second = node.replace(first, outsideAddress(), COIN);
    node.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(ReplacePayment.class))
        .extracting(ReplacePayment::byTransaction)
        .containsExactly(second);
  }

  // ---- reorganisations

  @Test
  void takesBackFromTheTipDownAndReportsAgainWhereItIsMinedAgain() {
    String txid = node.pay(Map.of(rail.depositAddress("a"), COIN));
    node.mine(2);
    rail.turn();
    long tip = height();
    String firstBlock = blockOf(txid);
    rail.ledger.forget();
    node.reorganise(2);

    rail.turn();

    assertThat(rail.ledger.told(OrphanBlock.class))
        .extracting(orphan -> orphan.block().height() + ">" + orphan.newTip().height())
        .containsExactly(tip + ">" + (tip - 1), (tip - 1) + ">" + (tip - 2));
    assertThat(rail.ledger.told(OrphanPayment.class))
        .extracting(orphan -> orphan.block().hash())
        .containsExactly(firstBlock);
    assertThat(rail.ledger.told(ReportPayment.class))
        .allSatisfy(report -> assertThat(report.block()).isNull());

    node.mine(1);
    rail.turn();

    ReportPayment again = rail.ledger.told(ReportPayment.class).getLast();
    assertThat(Objects.requireNonNull(again.block()).hash())
        .isEqualTo(blockOf(txid))
        .isNotEqualTo(firstBlock);
    assertStoredChainIsTheNodes();
  }

  @Test
  void keepsOrphanedBlocks() {
    node.mine(1);
    rail.turn();
    node.reorganise(1);

    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.block WHERE state = 'ORPHANED'")).isOne();
  }

  @Test
  void freezesBeforeItTakesBackWhatIsFinal() {
    node.mine(FINALITY_DEPTH + 1);
    rail.turn();
    List<String> before = rail.storedChain();
    rail.ledger.forget();
    node.reorganise(FINALITY_DEPTH + 1);

    rail.turn();
    rail.turn();

    assertThat(rail.state()).contains(RailState.FROZEN);
    assertThat(rail.ledger.told()).hasSize(1);
    assertThat(rail.storedChain()).isEqualTo(before);
  }

  // ---- withdrawals

  @Test
  void signsStoresSendsAndCountsUntilTheWithdrawalIsFinal() {
    fund(5 * COIN);
    String destination = outsideAddress();
    String id = rail.withdraw("w", COIN, destination);

    rail.turn();
    rail.turn();

    RecordSigned signed = rail.ledger.told(RecordSigned.class).getFirst();
    Transaction sent = rail.node().transaction(signed.transaction()).orElseThrow();
    assertThat(sent.outputs().getFirst().address()).isEqualTo(destination);
    assertThat(sent.outputs().getFirst().sats()).isEqualTo(COIN);
    assertThat(signed.chainFee().minor().longValueExact()).isBetween(1L, 5_000L);
    assertThat(rail.ledger.told(RecordBroadcast.class))
        .containsExactly(new RecordBroadcast(signed.withdrawalId(), signed.transaction()));

    node.mine(FINALITY_DEPTH + 1);
    rail.turn();

    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .allSatisfy(count -> assertThat(count.withdrawalId().value()).isEqualTo(id))
        .extracting(CountWithdrawalConfirmations::confirmations)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void storesTheBytesBeforeItSendsThem() {
    fund(5 * COIN);
    rail.withdraw("w", COIN, outsideAddress());
    rail.ledger.dieAfter(1);
    assertThatThrownBy(rail::turn).isInstanceOf(LedgerFault.class);

    RecordSigned signed = rail.ledger.told(RecordSigned.class).getFirst();
    assertThat(rail.node().transaction(signed.transaction())).isEmpty();
  }

  @Test
  void spendsItsChangeWhenItIsMined() {
    fund(5 * COIN);
    rail.withdraw("first", COIN, outsideAddress());
    payOut();
    rail.withdraw("second", 3 * COIN, outsideAddress());

    payOut();

    List<RecordSigned> signed = rail.ledger.told(RecordSigned.class);
    assertThat(signed).hasSize(2);
    assertThat(rail.node().test(signed.getLast().signedHex()).txid())
        .isEqualTo(signed.getLast().transaction());
    assertThat(rail.count("SELECT count(*) FROM rail.payout WHERE block_hash IS NOT NULL"))
        .isEqualTo(2);
  }

  @Test
  void waitsForCoinsSaysSoAndGoesOnWhenTheyCome() {
    String id = rail.withdraw("w", COIN, outsideAddress());
    rail.turn();

    assertThat(rail.detailOf(id)).startsWith("waits for coins");
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();

    node.pay(Map.of(rail.depositAddress("coins"), 2 * COIN));
    node.mine(RailHarness.CREDIT_DEPTH);
    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
    assertThat(rail.detailOf(id)).isEmpty();
  }

  @Test
  void holdsNoWithdrawalUpForAnotherThatCannotBePaid() {
    fund(2 * COIN);
    String impossible = rail.withdraw("impossible", COIN, "no address");
    rail.withdraw("possible", COIN, outsideAddress());

    rail.turn();

    assertThat(rail.detailOf(impossible)).startsWith("cannot be paid");
    assertThat(rail.ledger.told(RecordSigned.class))
        .extracting(signed -> signed.withdrawalId().value())
        .containsExactly("withdrawal:possible");
  }

  @Test
  void paysSeveralWithdrawalsWithCoinsOfTheirOwn() {
    fund(2 * COIN);
    fund(2 * COIN);
    rail.withdraw("first", COIN, outsideAddress());
    rail.withdraw("second", COIN, outsideAddress());

    payOut();

    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .extracting(count -> count.withdrawalId().value())
        .contains("withdrawal:first", "withdrawal:second");
  }

  @Test
  void sendsTheSameBytesAgainAfterAReorganisation() {
    fund(5 * COIN);
    rail.withdraw("w", COIN, outsideAddress());
    payOut();
    String txid = rail.ledger.told(RecordSigned.class).getFirst().transaction();
    node.reorganise(1);

    rail.turn();

    assertThat(rail.ledger.told(OrphanWithdrawal.class)).hasSize(1);
    assertThat(rail.node().mempool()).contains(txid);
    node.mine(1);
    rail.turn();
    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class).getLast().block().hash())
        .isEqualTo(blockOf(txid));
  }

  /**
   * Wherever the program dies on the way of a deposit and a withdrawal, the outcome is the same.
   */
  @Test
  void doesEverythingOnceHoweverOftenItIsKilled() {
    fund(5 * COIN);
    rail.withdraw("w", COIN, outsideAddress());
    String deposit = node.pay(Map.of(rail.depositAddress("late"), COIN));

    for (int patience = 1; patience < 40; patience++) {
      rail.ledger.dieAfter(1 + patience % 3);
      try {
        rail.turn();
      } catch (LedgerFault fault) {
        assertThat(fault).hasMessageContaining("ledger");
      }
      rail.restart();
      if (patience % 5 == 0) {
        node.mine(1);
      }
    }
    rail.ledger.recover();
    rail.turn();

    assertThat(rail.ledger.told(RecordSigned.class).stream().distinct()).hasSize(1);
    assertThat(rail.count("SELECT count(*) FROM rail.payout WHERE block_hash IS NOT NULL")).isOne();
    assertThat(rail.ledger.told(ReportPayment.class))
        .extracting(ReportPayment::depositId)
        .contains(DepositId.of(BitcoinRail.ID, deposit, outputOf(deposit, COIN)));
    assertThat(rail.count("SELECT count(*) FROM rail.parked")).isZero();
    assertStoredChainIsTheNodes();
  }

  @Test
  void parksWhatTheLedgerRefusesOnceAndGoesOn() {
    rail.ledger.refuse(ReportPayment.class::isInstance);
    node.pay(Map.of(rail.depositAddress("a"), COIN));
    node.mine(3);

    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.parked WHERE error_code = 'WRONG_STATE'"))
        .isOne();
    assertThat(rail.ledger.told(CountConfirmations.class)).isEmpty();
    assertThat(rail.appliedHeights()).contains(height());
  }

  @Test
  void failsAWithdrawalWhoseCoinsAnotherTransactionFinallySpent() {
    fund(5 * COIN);
    rail.withdraw("w", COIN, outsideAddress());
    rail.ledger.dieAfter(1);
    assertThatThrownBy(rail::turn).isInstanceOf(LedgerFault.class);
    rail.ledger.recover();
    rail.spendEverythingElsewhere(outsideAddress());
    node.mine(FINALITY_DEPTH);

    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(RecordBroadcast.class)).isEmpty();
    assertThat(rail.ledger.told(FailWithdrawal.class)).hasSize(1);
  }

  // ---- helpers

  private long height() {
    return rail.node().chainInfo().headHeight();
  }

  /** An address of somebody else. */
  private static String outsideAddress() {
    SeedSigner somebody = new SeedSigner(BitcoinNetwork.REGTEST, new byte[64]);
    return somebody.account().address(new KeyPath(Branch.DEPOSIT, 0)).toString();
  }

  private void fund(long sats) {
    node.pay(Map.of(rail.depositAddress("fund-" + height()), sats));
    node.mine(RailHarness.CREDIT_DEPTH);
    rail.turn();
    rail.ledger.forget();
  }

  /** Signs, sends and mines what is approved. */
  private void payOut() {
    rail.turn();
    rail.turn();
    node.mine(1);
    rail.turn();
  }

  private String blockOf(String txid) {
    for (long height = height(); height >= 0; height--) {
      String hash = rail.node().blockHash(height).orElseThrow();
      boolean holds =
          rail.node().block(hash).orElseThrow().transactions().stream()
              .anyMatch(transaction -> transaction.txid().equals(txid));
      if (holds) {
        return hash;
      }
    }
    throw new AssertionError(txid + " is in no block");
  }

  private int outputOf(String txid, long sats) {
    return rail.node().block(blockOf(txid)).orElseThrow().transactions().stream()
        .filter(transaction -> transaction.txid().equals(txid))
        .flatMap(transaction -> transaction.outputs().stream())
        .filter(output -> output.sats() == sats)
        .findFirst()
        .orElseThrow()
        .index();
  }

  private void assertStoredChainIsTheNodes() {
    assertThat(rail.storedChain())
        .isEqualTo(rail.node().blockHashes(rail.startHeight(), (int) height() + 1));
  }
}
