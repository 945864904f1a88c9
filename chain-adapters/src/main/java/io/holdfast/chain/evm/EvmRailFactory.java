package io.holdfast.chain.evm;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.chain.endpoint.Admission;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.engine.BlockAgain;
import io.holdfast.chain.engine.BlockFollower;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.engine.ChainWork;
import io.holdfast.chain.engine.Duties;
import io.holdfast.chain.engine.ReadAhead;
import io.holdfast.chain.evm.block.ContractEventStore;
import io.holdfast.chain.evm.block.EvmAdmission;
import io.holdfast.chain.evm.block.EvmBalances;
import io.holdfast.chain.evm.block.EvmChain;
import io.holdfast.chain.evm.block.EvmContent;
import io.holdfast.chain.evm.block.EvmHoldings;
import io.holdfast.chain.evm.block.EvmTransfers;
import io.holdfast.chain.evm.contract.Contracts;
import io.holdfast.chain.evm.escrow.EscrowCommands;
import io.holdfast.chain.evm.escrow.EscrowFollower;
import io.holdfast.chain.evm.escrow.EscrowProjection;
import io.holdfast.chain.evm.escrow.EscrowQueries;
import io.holdfast.chain.evm.escrow.EscrowStore;
import io.holdfast.chain.evm.key.EvmKeys;
import io.holdfast.chain.evm.key.EvmSigner;
import io.holdfast.chain.evm.oracle.RecordProjection;
import io.holdfast.chain.evm.oracle.RecordStore;
import io.holdfast.chain.evm.oracle.RecordWorker;
import io.holdfast.chain.evm.payout.EvmPayouts;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Address;
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
import io.holdfast.chain.transfer.AccountFacts;
import io.holdfast.chain.transfer.PayoutStore;
import io.holdfast.chain.transfer.PayoutWorker;
import io.holdfast.chain.transfer.References;
import io.holdfast.chain.transfer.TransferFacts;
import io.holdfast.chain.transfer.TransferStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the parts of the rail together. */
public final class EvmRailFactory {
  private final EvmSettings settings;
  private final JdbcClient db;
  private final PlatformTransactionManager transactions;
  private final Clock clock;
  private final Contracts contracts;
  private final EvmSigner signer;
  private final EvmSigner oracle;
  private final References references;
  private final PayoutStore payouts;

  public EvmRailFactory(
      EvmSettings settings,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this(
        settings,
        keys(settings, JdbcClient.create(source), transactions),
        source,
        transactions,
        clock);
  }

  EvmRailFactory(
      EvmSettings settings,
      EvmKeys keys,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.db = JdbcClient.create(source);
    this.transactions = transactions;
    this.clock = clock;
    this.contracts = settings.watched();
    this.signer = keys.treasury();
    this.oracle = keys.oracle();
    RandomGenerator random = new SecureRandom();
    this.references =
        new References(
            db, transactions, EvmRail.ID, () -> Long.toString(random.nextLong(1, Long.MAX_VALUE)));
    this.payouts = new PayoutStore(db, transactions, EvmRail.ID);
    this.payouts.claim(signer.account().value());
  }

  /** A key is made once only: a database that knows one never gets another. */
  private static EvmKeys keys(
      EvmSettings settings, JdbcClient db, PlatformTransactionManager transactions) {
    KeyFile file =
        new KeyFile(settings.keyFile(), settings.keyPassphraseFile(), new SecureRandom());
    if (!file.exists()) {
      if (new PayoutStore(db, transactions, EvmRail.ID).knownSender().isPresent()) {
        throw new KeyFileException(
            "The key file "
                + settings.keyFile()
                + " is missing, and this database knows the account made with it."
                + " Bring it back from your copy.");
      }
      file.create();
    }
    return file.open(EvmKeys::of);
  }

  /**
   * @param compared whether what there is to {@link #compared compare} is compared
   */
  public EvmRail rail(boolean compared) {
    return new EvmRail(
        references,
        settings.chain(),
        signer.account(),
        contracts,
        settings.creditDepthBlocks(),
        settings.finalityDepthBlocks(),
        compared);
  }

  /** The account that deposits go to and withdrawals are paid from, for people. */
  String treasury() {
    return signer.account().checksummed();
  }

  /** What the ledger says of orders by contract; of none where there is no escrow contract. */
  EscrowProjection escrowProjection(Pulse pulse, Asset asset) {
    return new EscrowProjection(escrowStore(), asset.code(), pulse::wake);
  }

  /** Asks the escrow contract for who waits for its answer. */
  EscrowCommands escrowCommands(Endpoints<EvmRpc> nodes, Ledger ledger, Asset asset) {
    Reporter reporter = new Reporter(ledger, new ParkingLot(db, EvmRail.ID, clock), EvmRail.ID);
    return new EscrowCommands(
        escrowStore(), escrow(nodes.asOneOnce(EvmRpc.class), reporter, asset));
  }

  /** Tells the sides of orders where their contract is, and what they may send there. */
  EscrowQueries escrowQueries() {
    return new EscrowQueries(
        escrowStore(),
        EvmRail.ID,
        settings.chain(),
        Optional.ofNullable(contracts.escrow()),
        clock);
  }

  /** Has orders follow the escrow contract; empty where there is none. */
  private Optional<EscrowFollower> escrow(EvmRpc node, Reporter reporter, Asset asset) {
    return Optional.ofNullable(contracts.escrow())
        .map(address -> new EscrowFollower(escrowStore(), node, address, asset, reporter));
  }

  /** The account that says in the escrow contract what was paid outside the chain, for people. */
  String oracle() {
    return oracle.account().checksummed();
  }

  /** What the ledger says of payments that the escrow contract is to record. */
  RecordProjection recordProjection(Pulse pulse) {
    return new RecordProjection(recordStore(), pulse::wake);
  }

  private Optional<RecordWorker> records(EvmRpc node, Reporter reporter) {
    Address escrow = contracts.escrow();
    if (escrow == null || !settings.oracle().enabled()) {
      recordStore().rest();
      return Optional.empty();
    }
    return Optional.of(records(node, escrow, reporter));
  }

  private RecordWorker records(EvmRpc node, Address escrow, Reporter reporter) {
    RecordStore store = recordStore();
    store.claim(oracle.account().value());
    return new RecordWorker(
        EvmRail.ID,
        node,
        settings.chain(),
        oracle,
        escrow,
        settings.oracle(),
        store,
        reporter,
        clock);
  }

  private RecordStore recordStore() {
    return new RecordStore(db, transactions, EvmRail.ID, new ParkingLot(db, EvmRail.ID, clock));
  }

  private EscrowStore escrowStore() {
    return new EscrowStore(db, transactions, EvmRail.ID, new ParkingLot(db, EvmRail.ID, clock));
  }

  public PayoutProjection projection(Pulse pulse) {
    return new PayoutProjection(payouts, EvmRail.ID, pulse::wake);
  }

  /** Which nodes are believed: those of our chain. */
  Admission<EvmRpc> admission() {
    return new EvmAdmission(settings.chain(), blocks()::genesis);
  }

  private BlockStore blocks() {
    return new BlockStore(db, EvmRail.ID, settings.startHeight());
  }

  /** The work of the rail's loop. */
  public RailWork work(Endpoints<EvmRpc> nodes, Ledger ledger, Assets assets, Asset asset) {
    EvmRpc node = nodes.asOne(EvmRpc.class);
    ParkingLot parkingLot = new ParkingLot(db, EvmRail.ID, clock);
    Reporter reporter = new Reporter(ledger, parkingLot, EvmRail.ID);
    PayoutWorker worker =
        new PayoutWorker(
            new EvmPayouts(node, settings.chain(), signer, settings.gasPolicy(), asset),
            payouts,
            reporter,
            clock,
            settings.resendAfter());
    ChainSource<EvmContent> chain = chain(nodes);
    BlockStore blocks = blocks();
    ReplayStore replays = new ReplayStore(db);
    RailWork following =
        new ParkedRetries(
                EvmRail.ID, new ParkedStore(db), reporter, clock, settings.finalityDepthBlocks())
            .before(
                new ChainWork<>(
                    chain,
                    new BlockFollower<>(
                        EvmRail.ID,
                        blocks,
                        facts(parkingLot, reporter, assets, asset),
                        Finality.toldByChain(),
                        reporter,
                        transactions,
                        new ReadAhead(settings.readAheadBlocks())),
                    duties(worker, escrow(node, reporter, asset), records(node, reporter)),
                    new RailStates(reporter, EvmRail.ID, new Pauses(db)),
                    clock,
                    settings.stalledAfter()));
    return new ReplayingWork<>(
        following,
        EvmRail.ID,
        new ChainReplay<>(
            EvmRail.ID,
            chain,
            blocks,
            replays,
            telling -> facts(parkingLot, telling, assets, asset),
            ledger,
            parkingLot,
            transactions),
        replays,
        reporter,
        clock);
  }

  private static Duties duties(
      PayoutWorker worker, Optional<EscrowFollower> escrow, Optional<RecordWorker> records) {
    return () -> {
      escrow.ifPresent(EscrowFollower::work);
      worker.work();
      records.ifPresent(RecordWorker::work);
    };
  }

  private ChainSource<EvmContent> chain(Endpoints<EvmRpc> nodes) {
    return nodes.chain(
        EvmRpc.class, each -> new EvmChain(each, settings.chain(), signer.account(), contracts));
  }

  /** What there is to compare on this rail. */
  public Compared compared(Endpoints<EvmRpc> nodes, Ledger ledger, Assets assets, Asset asset) {
    ParkingLot parkingLot = new ParkingLot(db, EvmRail.ID, clock);
    Reporter reporter = new Reporter(ledger, parkingLot, EvmRail.ID);
    return new Compared(
        new EvmHoldings(nodes.asOne(EvmRpc.class), signer.account()),
        ownFacts(asset),
        new BlockAgain<>(
                chain(nodes), blocks(), facts(parkingLot, reporter, assets, asset), transactions)
            ::takeIn,
        reporter::require);
  }

  /** What wallets have of the chain's own asset. */
  EvmBalances balances(Endpoints<EvmRpc> nodes, Asset asset) {
    return new EvmBalances(nodes.asOneOnce(EvmRpc.class), settings.chain(), asset);
  }

  OwnFacts ownFacts(Asset asset) {
    return new AccountFacts(db, blocks(), asset, treasury(), true);
  }

  private TransferFacts<EvmContent> facts(
      ParkingLot parkingLot, Reporter reporter, Assets assets, Asset asset) {
    return new TransferFacts<>(
        EvmRail.ID,
        new EvmTransfers(
            signer.account(),
            contracts,
            new ContractEventStore(db, EvmRail.ID, parkingLot),
            asset.code()),
        new TransferStore(db, EvmRail.ID, references, settings.finalityDepthBlocks()),
        assets,
        reporter);
  }
}
