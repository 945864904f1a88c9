package io.holdfast.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.chain.bitcoin.reconcile.BitcoinOwnFacts;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.port.OwnFacts.Part;
import io.holdfast.chain.sandbox.DrivenNode;
import io.holdfast.chain.sandbox.DrivenSandbox;
import java.math.BigInteger;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.crypto.ECKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rail's facts tell to those who compare. Credited at two blocks, settled at four. */
class BitcoinOwnFactsIT {
  private static final long COIN = 100_000_000;

  private final DrivenNode node = DrivenSandbox.start();
  private final BitcoinHarness rail = new BitcoinHarness(node.endpoint(), 5);
  private final BitcoinOwnFacts facts =
      new BitcoinOwnFacts(
          rail.database(),
          new BlockStore(rail.database(), BitcoinRail.ID, rail.startHeight()),
          new Asset("BTC", 8, BitcoinRail.ID));
  private String payment = "";

  @BeforeEach
  void aPaymentInABlock() {
    payment = node.pay(rail.depositAddress("a"), COIN);
    node.mine(1);
    rail.turn();
  }

  @AfterEach
  void close() {
    rail.close();
    node.close();
  }

  @Test
  void holdWhatIsInABlockAndNothingThatWaits() {
    node.pay(rail.depositAddress("b"), COIN);
    rail.turn();

    Holding held = facts.held().getFirst();
    assertThat(facts.held()).hasSize(1);
    assertThat(held.subject()).startsWith(payment).matches(".*:\\d+");
    assertThat(held.amount()).isEqualTo(COIN);
    assertThat(facts.sum()).isEqualTo(COIN);
    assertThat(facts.amountOf(held.subject())).isEqualTo(COIN);
    assertThat(facts.amountOf(payment + ":77")).isZero();
  }

  @Test
  void standOnNoBlockWhileOneIsHalfIn() {
    assertThat(facts.cursor())
        .contains(
            new BlockRef(node.rpc().chainInfo().headHeight(), node.rpc().chainInfo().headHash()));
    rail.database()
        .sql(
            "UPDATE rail.block SET state = 'PENDING' WHERE height = (SELECT max(height) FROM rail.block)")
        .update();
    assertThat(facts.cursor()).isEmpty();
  }

  @Test
  void explainAPaymentUntilItIsAsDeepAsItsCreditAndNoLonger() {
    List<InFlight> confirming = List.of(inFlight("CONFIRMING"));
    assertThat(facts.mined(confirming)).containsExactly(part("payments not credited yet", COIN));
    node.mine(1);
    rail.turn();
    assertThat(facts.mined(confirming)).isEmpty();
    assertThat(facts.mined(List.of(inFlight("SUSPENSE"))))
        .containsExactly(part("payments in suspense", COIN));
  }

  @Test
  void explainNothingThatIsInNoBlock() {
    String waiting = node.pay(rail.depositAddress("b"), COIN);
    rail.turn();
    DepositId id = DepositId.of(BitcoinRail.ID, waiting, 0);
    assertThat(facts.mined(List.of(new InFlight(id.value(), "DETECTED", "100000000", 2))))
        .isEmpty();
    assertThat(facts.mined(List.of(new InFlight("withdrawal:none", "BROADCAST", "100000000", 4))))
        .isEmpty();
  }

  @Test
  void nameWhatTheLedgerRefused() {
    assertThat(facts.unowed())
        .contains(part("payments that the ledger refused", 0))
        .contains(part("payments to change addresses", 0));
    rail.ledger.refuse(ReportPayment.class::isInstance);
    node.pay(rail.depositAddress("b"), 2 * COIN);
    node.mine(1);
    rail.turn();
    assertThat(facts.unowed()).contains(part("payments that the ledger refused", 2 * COIN));
  }

  @Test
  void explainAPayoutUntilItIsFinalAndTellWhoseSpendingItWas() {
    node.mine(1);
    rail.turn();
    String withdrawal = rail.withdraw("w", COIN / 2, outsideAddress());
    rail.turn();
    assertThat(facts.ofWhich()).contains(part("reserved for payouts", COIN));
    rail.turn();
    node.mine(1);
    rail.turn();
    List<InFlight> out = List.of(new InFlight(withdrawal, "CONFIRMING", "50000700", 4));
    assertThat(facts.mined(out)).containsExactly(part("payouts not settled yet", -50_000_700));
    assertThat(facts.spentElsewhere()).isEmpty();
    node.mine(3);
    rail.turn();
    assertThat(facts.mined(out)).isEmpty();
  }

  @Test
  void nameTheTransactionThatTookOurCoinsAndEachCoin() {
    rail.steal(outsideAddress());
    node.mine(1);
    rail.turn();

    assertThat(facts.held()).isEmpty();
    assertThat(facts.spentElsewhere())
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.amount()).isEqualTo(COIN);
              assertThat(lost.evidence())
                  .extracting(Evidence::name)
                  .containsExactly("spent at height", "coin");
            });
    String coin = facts.spentElsewhere().getFirst().evidence().getLast().value();
    assertThat(facts.about(coin))
        .singleElement()
        .satisfies(known -> assertThat(known.value()).contains("spent it"));
    assertThat(facts.about("ff".repeat(32) + ":0"))
        .containsExactly(Evidence.of("our facts", "have never seen it"));
  }

  private InFlight inFlight(String state) {
    String subject = facts.held().getFirst().subject();
    return new InFlight("deposit:bitcoin:" + subject, state, Long.toString(COIN), 2);
  }

  private String outsideAddress() {
    return new ECKey().toAddress(ScriptType.P2WPKH, BitcoinNetwork.REGTEST).toString();
  }

  private static Part part(String name, long amount) {
    return new Part(name, BigInteger.valueOf(amount));
  }
}
