package io.holdfast.chain.bitcoin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.bitcoin.address.AddressBook;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import io.holdfast.chain.bitcoin.rpc.Input;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.bitcoin.rpc.Output;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.follow.Header;
import io.holdfast.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
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
  private static final String ROWS =
      "SELECT to_jsonb(u)::text FROM rail.utxo u ORDER BY txid, vout";

  private final DataSource source = TestDatabase.create("rail").dataSource();
  private final JdbcClient db = JdbcClient.create(source);
  private final JdbcTransactionManager transactions = new JdbcTransactionManager(source);
  private final BlockStore blocks = new BlockStore(db, "bitcoin", 7);
  private final ChainFacts facts = new ChainFacts(db, transactions, blocks, "bitcoin", 6);
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
    facts.takeIn(FIRST, block(FIRST, pays("tx", "coin", 1_000, 2_000)));

    assertThat(facts.paymentsIn(FIRST))
        .extracting(payment -> payment.vout() + ":" + payment.amount())
        .containsExactly("0:1000", "1:2000");
  }

  @Test
  void seesACoinThatIsMadeAndSpentInTheSameBlock() {
    facts.takeIn(FIRST, block(FIRST, pays("made", "coin", 1_000), spends("spender", "made")));

    assertThat(spentBy()).containsEntry("made", "spender");
  }

  @Test
  void statesTheSameWhenABlockIsTakenInAgain() {
    Block block = block(FIRST, pays("tx", "coin", 1_000), spends("spender", "tx"));
    facts.takeIn(FIRST, block);
    List<String> once = rows();

    facts.takeIn(FIRST, block);

    assertThat(rows()).isEqualTo(once);
  }

  @Test
  void takesBackExactlyWhatTheBlockStated() {
    facts.takeIn(FIRST, block(FIRST, pays("old", "coin", 1_000)));
    facts.finish(FIRST);
    List<String> before = rows();
    facts.takeIn(SECOND, block(SECOND, pays("new", "other", 5_000), spends("spender", "old")));
    facts.finish(SECOND);

    facts.takeBack(SECOND);

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

    facts.takeIn(FIRST, block(FIRST, pays("first", "coin", 1_000)));

    assertThat(facts.untoldReplacements())
        .extracting(TrackedPayment::txid)
        .containsExactly("second");
    assertThat(facts.paymentsIn(FIRST)).extracting(TrackedPayment::txid).containsExactly("first");
  }

  @Test
  void seesThatABlockReplacedSeveralPaymentsAtOnce() {
    facts.takeIn(List.of(pays("first", "coin", 1_000), pays("second", "coin", 900)), 1);

    facts.takeIn(FIRST, block(FIRST, spends("elsewhere", "coin")));

    assertThat(facts.untoldReplacements())
        .extracting(TrackedPayment::txid)
        .containsExactlyInAnyOrder("first", "second");
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
