package io.holdfast.chain.bitcoin;

import static io.holdfast.chain.bitcoin.BitcoinHarness.FINALITY_DEPTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.contract.RailContract;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.sandbox.DrivenNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What the Bitcoin rail does beside what every rail does, on any node: the same tests run on a real
 * bitcoind and on the sandbox's simulator, so that the simulator can't drift.
 */
public abstract class BitcoinRailContract extends RailContract<BitcoinPeer, BitcoinHarness> {
  private static final long COIN = 100_000_000;

  private DrivenNode node;

  /** A node with a chain and an outside that has coins. */
  protected abstract DrivenNode startNode();

  @Override
  protected BitcoinPeer start() {
    node = startNode();
    return new BitcoinPeer(node);
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
    assertThat(Objects.requireNonNull(report.block()).hash()).isEqualTo(peer.blockOf(txid));
    assertThat(rail.ledger.told(CountConfirmations.class))
        .allSatisfy(count -> assertThat(count.depositId()).isEqualTo(report.depositId()))
        .extracting(CountConfirmations::confirmations)
        .containsExactly(1L, 2L, 3L, 4L);
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
    String second = node.replace(first, peer.outsideAddress(), COIN);
    node.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(ReplacePayment.class))
        .extracting(ReplacePayment::byTransaction)
        .containsExactly(second);
  }

  // ---- withdrawals

  @Test
  void paysExactlyWhatWasAskedAndCountsEachBlockUntilTheWithdrawalIsFinal() {
    fund(5 * COIN);
    String destination = peer.outsideAddress();
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
  void spendsItsChangeWhenItIsMined() {
    fund(5 * COIN);
    rail.withdraw("first", COIN, peer.outsideAddress());
    payOut();
    rail.withdraw("second", 3 * COIN, peer.outsideAddress());

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
    String id = rail.withdraw("w", COIN, peer.outsideAddress());
    rail.turn();

    assertThat(rail.detailOf(id)).startsWith("waits for coins");
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();

    node.pay(Map.of(rail.depositAddress("coins"), 2 * COIN));
    node.mine(BitcoinHarness.CREDIT_DEPTH);
    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
    assertThat(rail.detailOf(id)).isEmpty();
  }

  @Test
  void holdsNoWithdrawalUpForAnotherThatCannotBePaid() {
    fund(2 * COIN);
    String impossible = rail.withdraw("impossible", COIN, "no address");
    rail.withdraw("possible", COIN, peer.outsideAddress());

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
    rail.withdraw("first", COIN, peer.outsideAddress());
    rail.withdraw("second", COIN, peer.outsideAddress());

    payOut();

    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .extracting(count -> count.withdrawalId().value())
        .contains("withdrawal:first", "withdrawal:second");
  }

  @Test
  void sendsTheSameBytesAgainAfterAReorganisation() {
    fund(5 * COIN);
    rail.withdraw("w", COIN, peer.outsideAddress());
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
        .isEqualTo(peer.blockOf(txid));
  }

  @Test
  void failsAWithdrawalWhoseCoinsAnotherTransactionFinallySpent() {
    fund(5 * COIN);
    rail.withdraw("w", COIN, peer.outsideAddress());
    rail.ledger.dieAfter(1);
    assertThatThrownBy(rail::turn).isInstanceOf(LedgerFault.class);
    rail.ledger.recover();
    rail.steal(peer.outsideAddress());
    node.mine(FINALITY_DEPTH);

    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(RecordBroadcast.class)).isEmpty();
    assertThat(rail.ledger.told(FailWithdrawal.class)).hasSize(1);
  }

  // ---- helpers

  private void fund(long sats) {
    node.pay(Map.of(rail.depositAddress("fund-" + peer.height()), sats));
    node.mine(BitcoinHarness.CREDIT_DEPTH);
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
}
