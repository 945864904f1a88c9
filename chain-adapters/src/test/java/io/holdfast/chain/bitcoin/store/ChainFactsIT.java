package io.holdfast.chain.bitcoin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.bitcoin.address.AddressBook;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.payout.CoinSelection;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import io.holdfast.chain.bitcoin.rpc.Input;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.bitcoin.rpc.Output;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.follow.Header;
import io.holdfast.testkit.TestDatabase;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What no wallet would do, but a chain may hold. */
class ChainFactsIT {
  private static final Header FIRST = new Header(7, "block-7", "block-6");
  private static final Header SECOND = new Header(8, "block-8", "block-7");

  /** At this height the block of height 7 becomes final. */
  private static final long FINAL = 12;

  private static final String ROWS =
      "SELECT to_jsonb(u)::text FROM rail.utxo u ORDER BY txid, vout";

  private final DataSource source = TestDatabase.create("rail").dataSource();
  private final JdbcClient db = JdbcClient.create(source);
  private final JdbcTransactionManager transactions = new JdbcTransactionManager(source);
  private final BlockStore blocks = new BlockStore(db, "bitcoin", 7);
  private final ChainFacts facts = new ChainFacts(db, transactions, "bitcoin", 6);
  private final PayoutStore payouts = new PayoutStore(db, transactions, "bitcoin", 1);
  private String address = "";

  @BeforeEach
  void anAddressOfOurs() {
    blocks.begin("genesis");
    SeedSigner keys = new SeedSigner(BitcoinNetwork.REGTEST, new byte[32]);
    address =
        new AddressBook(db, transactions, "bitcoin", keys.account())
            .addressOf(Branch.DEPOSIT, "deposit-request:a");
  }

  @Test
  void seesSeveralOutputsOfOneTransactionToOneAddressAsSeveralPayments() {
    store(FIRST, block(FIRST, pays("tx", "coin", 1_000, 2_000)));

    assertThat(facts.paymentsIn(FIRST))
        .extracting(payment -> payment.vout() + ":" + payment.amount())
        .containsExactly("0:1000", "1:2000");
  }

  @Test
  void seesACoinThatIsMadeAndSpentInTheSameBlock() {
    store(FIRST, block(FIRST, pays("made", "coin", 1_000), spends("spender", "made")));

    assertThat(spentBy()).containsEntry("made", "spender");
  }

  @Test
  void statesTheSameWhenABlockIsTakenInAgain() {
    Block block = block(FIRST, pays("tx", "coin", 1_000), spends("spender", "tx"));
    store(FIRST, block);
    List<String> once = rows();

    store(FIRST, block);

    assertThat(rows()).isEqualTo(once);
  }

  @Test
  void takesBackExactlyWhatTheBlockStated() {
    store(FIRST, block(FIRST, pays("old", "coin", 1_000)));
    finish(FIRST);
    List<String> before = rows();
    store(SECOND, block(SECOND, pays("new", "other", 5_000), spends("spender", "old")));
    finish(SECOND);

    takeBack(SECOND);

    assertThat(rows().stream().filter(row -> row.contains("\"old\""))).isEqualTo(before);
    assertThat(facts.paymentsIn(SECOND)).isEmpty();
    assertThat(blocks.tip()).contains(FIRST);
  }

  @Test
  void knowsAReplacedPaymentAgainWhenItIsMinedAfterAll() {
    facts.takeIn(List.of(pays("first", "coin", 1_000)), 1);
    facts.takeIn(List.of(pays("second", "coin", 900)), 2);
    assertThat(facts.untoldReplacements())
        .extracting(TrackedPayment::txid)
        .containsExactly("first");

    store(FIRST, block(FIRST, pays("first", "coin", 1_000)));

    assertThat(facts.untoldReplacements())
        .extracting(TrackedPayment::txid)
        .containsExactly("second");
    assertThat(facts.paymentsIn(FIRST)).extracting(TrackedPayment::txid).containsExactly("first");
  }

  @Test
  void seesThatABlockReplacedSeveralPaymentsAtOnce() {
    facts.takeIn(List.of(pays("first", "coin", 1_000), pays("second", "coin", 900)), 1);

    store(FIRST, block(FIRST, spends("elsewhere", "coin")));

    assertThat(facts.untoldReplacements())
        .extracting(TrackedPayment::txid)
        .containsExactlyInAnyOrder("first", "second");
  }

  // ---- payouts whose coins go away

  @Test
  void knowsThatAPayoutIsImpossibleWhenABlockThatReplacedItsDepositIsFinal() {
    Payout payout = signedPayoutOf("deposit");
    takeBack(FIRST);
    takeInUpTo(FINAL - 1, spends("elsewhere", "coin"));
    assertThat(payouts.isImpossible(payout)).isFalse();

    takeIn(new Header(FINAL, "other-" + FINAL, "other-" + (FINAL - 1)));

    assertThat(payouts.isImpossible(payout)).isTrue();
  }

  @Test
  void aReplacementThatWaitsToBeMinedMakesNoPayoutImpossible() {
    Payout payout = signedPayoutOf("deposit");
    takeBack(FIRST);
    facts.takeIn(List.of(spends("elsewhere", "coin")), 2);

    takeInUpTo(FINAL);

    assertThat(payouts.isImpossible(payout)).isFalse();
  }

  @Test
  void aReplacementThatWasSeenWaitingCountsWhenItIsMinedToo() {
    Payout payout = signedPayoutOf("deposit");
    takeBack(FIRST);
    facts.takeIn(List.of(pays("elsewhere", "coin", 900)), 2);

    takeInUpTo(FINAL, pays("elsewhere", "coin", 900));

    assertThat(payouts.isImpossible(payout)).isTrue();
  }

  @Test
  void forgetsAReplacementWithTheBlockThatMadeIt() {
    Payout payout = signedPayoutOf("deposit");
    takeBack(FIRST);
    Header other = takeInUpTo(7, spends("elsewhere", "coin"));
    takeBack(other);

    takeIn(FIRST, pays("deposit", "coin", 1_000));
    takeInOn(FIRST, FINAL);

    assertThat(payouts.isImpossible(payout)).isFalse();
  }

  @Test
  void knowsThatAPayoutIsImpossibleWhenItSpendsTheChangeOfOneThatFailed() {
    Payout payout = signedPayoutOf("change");
    takeBack(FIRST);
    Payout first = payout("withdrawal:first");
    payouts.signed(first.withdrawalId(), "change", "00");
    assertThat(payouts.isImpossible(payout)).isFalse();

    payouts.closed(first.withdrawalId(), WithdrawalState.FAILED);

    assertThat(payouts.isImpossible(payout)).isTrue();
  }

  @Test
  void forgetsAPlanAndFreesItsCoins() {
    takeIn(FIRST, pays("deposit", "coin", 1_000));
    Payout payout = planned("withdrawal:w");

    payouts.forget(payout);

    assertThat(payouts.plan(payout)).isEmpty();
    assertThat(payouts.spendable()).hasSize(1);
  }

  @Test
  void forgetsNoPlanWhoseBytesWereOffered() {
    takeIn(FIRST, pays("deposit", "coin", 1_000));
    Payout payout = planned("withdrawal:w");
    payouts.offer(payout, "payout");

    payouts.forget(payout);

    assertThat(payouts.plan(payout)).isPresent();
    assertThat(payouts.reserved(payout)).hasSize(1);
    assertThat(payouts.spendable()).isEmpty();
  }

  /** The first block holds this deposit, and a payout that spends it is signed. */
  private Payout signedPayoutOf(String deposit) {
    takeIn(FIRST, pays(deposit, "coin", 1_000));
    Payout payout = planned("withdrawal:w");
    payouts.signed(payout.withdrawalId(), "payout", "00");
    return only(payouts.open());
  }

  private Payout planned(String id) {
    Payout payout = payout(id);
    assertThat(payouts.reserve(payout, new CoinSelection(payouts.spendable(), 100, 0))).isTrue();
    return payout;
  }

  private Payout payout(String id) {
    payouts.requested(
        new WithdrawalRequested(
            id, "account:a", "bitcoin", "BTC", "10", "0", "nowhere", "alice", 0, 6));
    payouts.state(id, WithdrawalState.APPROVED);
    return new Payout(
        id, "BTC", BigInteger.TEN, "nowhere", WithdrawalState.APPROVED, null, null, null);
  }

  private static Payout only(List<Payout> open) {
    assertThat(open).hasSize(1);
    return open.getFirst();
  }

  /** Another branch from the first height on; its first block holds these. */
  private Header takeInUpTo(long height, Transaction... transactions) {
    Header first = new Header(7, "other-7", "block-6");
    takeIn(first, transactions);
    return takeInOn(first, height);
  }

  private Header takeInOn(Header parent, long height) {
    Header tip = parent;
    while (tip.height() < height) {
      tip = new Header(tip.height() + 1, "other-" + (tip.height() + 1), tip.hash());
      takeIn(tip);
    }
    return tip;
  }

  private void takeIn(Header header, Transaction... transactions) {
    store(header, block(header, transactions));
    finish(header);
  }

  private void store(Header header, Block block) {
    blocks.pend(header, 1_000);
    facts.store(header, block);
  }

  private void finish(Header header) {
    blocks.apply(header, OptionalLong.of(header.height() - 5));
  }

  private void takeBack(Header header) {
    facts.undo(header);
    blocks.orphan(header);
  }

  private Transaction pays(String txid, String coin, long... sats) {
    List<Output> outputs =
        java.util.stream.IntStream.range(0, sats.length)
            .mapToObj(i -> new Output(i, sats[i], "00", address))
            .toList();
    return new Transaction(txid, null, 100, List.of(input(coin)), outputs);
  }

  private static Transaction spends(String txid, String coin) {
    Output elsewhere = new Output(0, 1, "6a", null);
    return new Transaction(txid, null, 100, List.of(input(coin)), List.of(elsewhere));
  }

  private static Input input(String coin) {
    return new Input(new OutPoint(coin, 0), 0);
  }

  private static Block block(Header header, Transaction... transactions) {
    return new Block(
        new BlockHeader(header.hash(), header.height(), header.parentHash(), 1, 1, 1),
        List.of(transactions));
  }

  private List<String> rows() {
    return db.sql(ROWS).query(String.class).list();
  }

  private Map<String, String> spentBy() {
    return db
        .sql("SELECT txid, spent_by FROM rail.utxo")
        .query((row, _) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
