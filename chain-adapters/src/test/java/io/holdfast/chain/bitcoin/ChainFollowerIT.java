package io.holdfast.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Command;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.chain.bitcoin.address.AddressBook;
import io.holdfast.chain.bitcoin.block.BitcoinFacts;
import io.holdfast.chain.bitcoin.block.BitcoinNode;
import io.holdfast.chain.bitcoin.block.PaymentReports;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import io.holdfast.chain.bitcoin.rpc.Input;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.bitcoin.rpc.Output;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.bitcoin.store.ChainFacts;
import io.holdfast.chain.contract.FakeLedger;
import io.holdfast.chain.engine.BlockFollower;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.Finality;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A node that goes to another branch and returns while the ledger is away. */
class ChainFollowerIT {
  private static final SeedSigner KEYS = new SeedSigner(BitcoinNetwork.REGTEST, new byte[32]);
  private static final Block GENESIS = block(0, "genesis", "nothing");
  private static final Block FIRST = block(1, "first", "genesis");
  private static final Block PAYING = block(2, "paying", "first", paysUs());
  private static final Block ABOVE = block(3, "above", "paying");
  private static final List<Block> SHORT = List.of(GENESIS, FIRST, PAYING);
  private static final List<Block> OURS = List.of(GENESIS, FIRST, PAYING, ABOVE);
  private static final List<Block> OTHER =
      List.of(GENESIS, FIRST, block(2, "other", "first"), block(3, "another", "other"));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void endsAsAFreshIngestWhenTheNodeReturnsToABlockThatWasHalfTakenBack(int toldBeforeTheFault) {
    MadeUpRail rail = new MadeUpRail(SHORT);
    rail.follow();
    rail.node.serve(OTHER);
    rail.ledger.dieAfter(toldBeforeTheFault);
    assertThatThrownBy(rail::follow).isInstanceOf(LedgerFault.class);
    rail.node.serve(OURS);
    rail.ledger.recover();
    rail.follow();

    MadeUpRail fresh = new MadeUpRail(OURS);
    fresh.follow();

    assertThat(rail.stored()).isEqualTo(fresh.stored());
    assertThat(rail.toldAfterTheLast(OrphanBlock.class))
        .isNotEmpty()
        .isEqualTo(fresh.toldAfterTheFirst(ApplyBlock.class));
  }

  private static Transaction paysUs() {
    String address = KEYS.account().address(new KeyPath(Branch.DEPOSIT, 0)).toString();
    return new Transaction(
        "payment",
        null,
        100,
        List.of(new Input(new OutPoint("coin", 0), 0)),
        List.of(new Output(0, 1_000, "00", address)));
  }

  private static Block block(long height, String hash, String parent, Transaction... holds) {
    return new Block(new BlockHeader(hash, height, parent, 1, 1, 1), List.of(holds));
  }

  /** A follower with a database of its own, from block 1 on. */
  private static final class MadeUpRail {
    final FakeLedger ledger = new FakeLedger();
    final MadeUpNode node;
    private final JdbcClient db;
    private final BlockFollower<Block> follower;

    MadeUpRail(List<Block> chain) {
      DataSource source = TestDatabase.create("rail").dataSource();
      JdbcTransactionManager transactions = new JdbcTransactionManager(source);
      Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
      node = new MadeUpNode(chain);
      db = JdbcClient.create(source);
      new AddressBook(db, transactions, BitcoinRail.ID, KEYS.account())
          .addressOf(Branch.DEPOSIT, "deposit-request:a");
      Reporter reporter =
          new Reporter(ledger, new ParkingLot(db, BitcoinRail.ID, clock), BitcoinRail.ID);
      ChainFacts facts = new ChainFacts(db, transactions, BitcoinRail.ID, 6);
      PaymentReports payments = new PaymentReports(facts, reporter, BitcoinHarness.BTC);
      follower =
          new BlockFollower<>(
              BitcoinRail.ID,
              new BlockStore(db, BitcoinRail.ID, 1),
              new BitcoinFacts(facts, payments, reporter),
              Finality.byDepth(6),
              reporter,
              transactions);
    }

    void follow() {
      follower.follow(BitcoinNode.look(node, BitcoinNetwork.REGTEST), 10);
    }

    List<String> stored() {
      return db.sql(
              """
              SELECT to_jsonb(b)::text FROM rail.block b
              UNION ALL SELECT to_jsonb(u)::text FROM rail.utxo u
              UNION ALL SELECT to_jsonb(c)::text FROM rail.cursor c
              UNION ALL SELECT to_jsonb(p)::text FROM rail.parked p ORDER BY 1""")
          .query(String.class)
          .list();
    }

    List<Command> toldAfterTheLast(Class<? extends Command> type) {
      List<Command> told = ledger.told();
      return told.subList(told.lastIndexOf(ledger.told(type).getLast()) + 1, told.size());
    }

    List<Command> toldAfterTheFirst(Class<? extends Command> type) {
      List<Command> told = ledger.told();
      return told.subList(told.indexOf(ledger.told(type).getFirst()) + 1, told.size());
    }
  }
}
