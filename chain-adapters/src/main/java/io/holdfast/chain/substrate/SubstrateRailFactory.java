package io.holdfast.chain.substrate;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.chain.endpoint.Admission;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.engine.BlockAgain;
import io.holdfast.chain.engine.BlockFollower;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.engine.ChainWork;
import io.holdfast.chain.key.KeyFile;
import io.holdfast.chain.key.KeyFileException;
import io.holdfast.chain.ledger.Ledger;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.parked.ParkedRetries;
import io.holdfast.chain.parked.ParkedStore;
import io.holdfast.chain.payout.Pauses;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.port.Finality;
import io.holdfast.chain.port.OwnFacts;
import io.holdfast.chain.reconcile.Compared;
import io.holdfast.chain.replay.ChainReplay;
import io.holdfast.chain.replay.ReplayStore;
import io.holdfast.chain.replay.ReplayingWork;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailStates;
import io.holdfast.chain.run.RailWork;
import io.holdfast.chain.substrate.address.DepositAccounts;
import io.holdfast.chain.substrate.address.DepositBook;
import io.holdfast.chain.substrate.block.Runtimes;
import io.holdfast.chain.substrate.block.SubstrateBalances;
import io.holdfast.chain.substrate.block.SubstrateBlock;
import io.holdfast.chain.substrate.block.SubstrateHoldings;
import io.holdfast.chain.substrate.block.SubstrateNode;
import io.holdfast.chain.substrate.block.SubstrateStore;
import io.holdfast.chain.substrate.block.SubstrateTransfers;
import io.holdfast.chain.substrate.extrinsic.AccountSigner;
import io.holdfast.chain.substrate.extrinsic.Ed25519Signer;
import io.holdfast.chain.substrate.payout.SubstratePayouts;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.transfer.AccountFacts;
import io.holdfast.chain.transfer.PayoutStore;
import io.holdfast.chain.transfer.PayoutWorker;
import io.holdfast.chain.transfer.References;
import io.holdfast.chain.transfer.TransferFacts;
import io.holdfast.chain.transfer.TransferStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the parts of the native Polkadot rail together. */
public final class SubstrateRailFactory {
  private final SubstrateSettings settings;
  private final JdbcClient db;
  private final PlatformTransactionManager transactions;
  private final Clock clock;
  private final AccountSigner signer;
  private final DepositBook book;
  private final References references;
  private final PayoutStore payouts;

  public SubstrateRailFactory(
      SubstrateSettings settings,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this(settings, signer(settings, JdbcClient.create(source)), source, transactions, clock);
  }

  SubstrateRailFactory(
      SubstrateSettings settings,
      AccountSigner signer,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.signer = signer;
    this.db = JdbcClient.create(source);
    this.transactions = transactions;
    this.clock = clock;
    this.book =
        new DepositBook(db, transactions, SubstrateRail.ID, new DepositAccounts(signer.account()));
    this.references = new References(db, transactions, SubstrateRail.ID, () -> book.next().hex());
    this.payouts = new PayoutStore(db, transactions, SubstrateRail.ID);
    this.payouts.claim(treasury());
    this.book.takeInLost();
  }

  /** A key is made once only: a database that knows one never gets another. */
  private static AccountSigner signer(SubstrateSettings settings, JdbcClient db) {
    KeyFile file =
        new KeyFile(settings.keyFile(), settings.keyPassphraseFile(), new SecureRandom());
    if (!file.exists()) {
      if (isKnown(db)) {
        throw new KeyFileException(
            "The key file "
                + settings.keyFile()
                + " is missing, and this database has addresses made with it."
                + " Bring it back from your copy.");
      }
      file.create();
    }
    return file.open(Ed25519Signer::new);
  }

  private static boolean isKnown(JdbcClient db) {
    return db.sql("SELECT count(*) FROM rail.sender WHERE rail = :rail")
            .param("rail", SubstrateRail.ID)
            .query(Long.class)
            .single()
        > 0;
  }

  /** The address that pays; an operator gives it a float for fees. */
  String treasury() {
    return settings.spelling().address(signer.account());
  }

  /**
   * @param compared whether what there is to {@link #compared compare} is compared
   */
  public SubstrateRail rail(boolean compared) {
    return new SubstrateRail(
        references,
        book,
        settings.spelling(),
        settings.contractAccounts(),
        settings.creditDepthBlocks(),
        settings.finalityDepthBlocks(),
        compared);
  }

  public PayoutProjection projection(Pulse pulse) {
    return new PayoutProjection(payouts, SubstrateRail.ID, pulse::wake);
  }

  /** Which nodes are believed: those of the chain that is meant, or that was begun with. */
  Admission<SubstrateRpc> admission() {
    return node -> {
      String served = node.blockHash(0).orElse("nothing");
      return wantedGenesis()
          .filter(Predicate.not(served::equals))
          .map(wanted -> "the node's chain begins with " + served + ", not with " + wanted);
    };
  }

  private Optional<String> wantedGenesis() {
    return settings.genesisHash().isEmpty()
        ? blocks().genesis()
        : Optional.of(settings.genesisHash());
  }

  private BlockStore blocks() {
    return new BlockStore(db, SubstrateRail.ID, settings.firstHeight());
  }

  /** The work of the rail's loop. */
  public RailWork work(Endpoints<SubstrateRpc> nodes, Ledger ledger, Assets assets, Asset asset) {
    SubstrateRpc rpc = nodes.asOne(SubstrateRpc.class);
    ParkingLot parkingLot = new ParkingLot(db, SubstrateRail.ID, clock);
    Reporter reporter = new Reporter(ledger, parkingLot, SubstrateRail.ID);
    Runtimes runtimes = new Runtimes(rpc);
    BlockStore blocks = blocks();
    SubstrateStore store = store();
    SubstratePayouts chain =
        new SubstratePayouts(
            rpc, runtimes, blocks, store, signer, settings.spelling(), asset, settings.terms());
    PayoutWorker worker = new PayoutWorker(chain, payouts, reporter, clock, settings.resendAfter());
    ChainSource<SubstrateBlock> source = source(nodes, runtimes);
    ReplayStore replays = new ReplayStore(db);
    RailWork following =
        new ParkedRetries(
                SubstrateRail.ID,
                new ParkedStore(db),
                reporter,
                clock,
                settings.finalityDepthBlocks())
            .before(
                new ChainWork<>(
                    source,
                    new BlockFollower<>(
                        SubstrateRail.ID,
                        blocks,
                        facts(assets, asset, reporter),
                        Finality.toldByChain(),
                        reporter,
                        transactions),
                    worker::work,
                    new RailStates(reporter, SubstrateRail.ID, new Pauses(db)),
                    clock,
                    settings.stalledAfter()));
    return new ReplayingWork<>(
        following,
        SubstrateRail.ID,
        new ChainReplay<>(
            SubstrateRail.ID,
            source,
            blocks,
            replays,
            telling -> facts(assets, asset, telling),
            ledger,
            parkingLot,
            transactions),
        replays,
        reporter,
        clock);
  }

  private SubstrateStore store() {
    return new SubstrateStore(db, SubstrateRail.ID, clock);
  }

  private TransferFacts<SubstrateBlock> facts(Assets assets, Asset asset, Reporter reporter) {
    return new TransferFacts<>(
        SubstrateRail.ID,
        new SubstrateTransfers(book, store(), asset.code(), settings.contractAccounts()),
        new TransferStore(db, SubstrateRail.ID, references, settings.finalityDepthBlocks()),
        assets,
        reporter);
  }

  private ChainSource<SubstrateBlock> source(Endpoints<SubstrateRpc> nodes, Runtimes runtimes) {
    return nodes.chain(SubstrateRpc.class, each -> () -> look(each, runtimes));
  }

  /** What there is to compare on this rail. */
  public Compared compared(
      Endpoints<SubstrateRpc> nodes, Ledger ledger, Assets assets, Asset asset) {
    SubstrateRpc rpc = nodes.asOne(SubstrateRpc.class);
    Runtimes runtimes = new Runtimes(rpc);
    Reporter reporter =
        new Reporter(ledger, new ParkingLot(db, SubstrateRail.ID, clock), SubstrateRail.ID);
    return new Compared(
        new SubstrateHoldings(rpc, runtimes, book, treasury()),
        ownFacts(asset),
        new BlockAgain<>(
                source(nodes, runtimes), blocks(), facts(assets, asset, reporter), transactions)
            ::takeIn,
        reporter::require);
  }

  /** What wallets have of the chain's own asset. */
  SubstrateBalances balances(Endpoints<SubstrateRpc> nodes, Asset asset) {
    SubstrateRpc rpc = nodes.asOneOnce(SubstrateRpc.class);
    return new SubstrateBalances(rpc, new Runtimes(rpc), this::wantedGenesis, asset);
  }

  OwnFacts ownFacts(Asset asset) {
    return new AccountFacts(db, blocks(), asset, treasury(), true);
  }

  private SubstrateNode look(SubstrateRpc node, Runtimes runtimes) {
    return SubstrateNode.look(
        node, runtimes, settings.genesisHash(), settings.finalityMarginBlocks());
  }
}
