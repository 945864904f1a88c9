package io.holdfast.chain.bitcoin;

import com.github.benmanes.caffeine.cache.Ticker;
import io.holdfast.api.money.Asset;
import io.holdfast.chain.bitcoin.address.AddressBook;
import io.holdfast.chain.bitcoin.address.Destinations;
import io.holdfast.chain.bitcoin.block.BitcoinBalances;
import io.holdfast.chain.bitcoin.block.BitcoinFacts;
import io.holdfast.chain.bitcoin.block.MempoolWatcher;
import io.holdfast.chain.bitcoin.block.PaymentReports;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.key.Signer;
import io.holdfast.chain.bitcoin.payout.PaymentSigner;
import io.holdfast.chain.bitcoin.payout.PayoutWorker;
import io.holdfast.chain.bitcoin.reconcile.BitcoinHoldings;
import io.holdfast.chain.bitcoin.reconcile.BitcoinOwnFacts;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.bitcoin.store.ChainFacts;
import io.holdfast.chain.bitcoin.store.PayoutStore;
import io.holdfast.chain.engine.BlockAgain;
import io.holdfast.chain.engine.BlockFollower;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.engine.ChainWork;
import io.holdfast.chain.engine.Duties;
import io.holdfast.chain.engine.ReadAhead;
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
import io.holdfast.chain.reconcile.AnyNode;
import io.holdfast.chain.reconcile.Compared;
import io.holdfast.chain.replay.ChainReplay;
import io.holdfast.chain.replay.ReplayStore;
import io.holdfast.chain.replay.ReplayingWork;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailStates;
import io.holdfast.chain.run.RailWork;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the parts of a Bitcoin rail together. */
public final class BitcoinRailFactory {
  private final BitcoinSettings settings;
  private final JdbcClient db;
  private final PlatformTransactionManager transactions;
  private final Clock clock;
  private final Signer signer;
  private final AddressBook addresses;
  private final Destinations destinations;
  private final PayoutStore payouts;

  public BitcoinRailFactory(
      BitcoinSettings settings,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this(settings, signer(settings, JdbcClient.create(source)), source, transactions, clock);
  }

  BitcoinRailFactory(
      BitcoinSettings settings,
      Signer signer,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.signer = signer;
    this.db = JdbcClient.create(source);
    this.transactions = transactions;
    this.clock = clock;
    this.destinations = new Destinations(settings.network());
    this.addresses = new AddressBook(db, transactions, BitcoinRail.ID, signer.account());
    this.addresses.claim();
    this.payouts = new PayoutStore(db, transactions, BitcoinRail.ID, settings.creditDepthBlocks());
  }

  /** A key is made once only: a database that knows one never gets another. */
  private static Signer signer(BitcoinSettings settings, JdbcClient db) {
    KeyFile file =
        new KeyFile(settings.keyFile(), settings.keyPassphraseFile(), new SecureRandom());
    if (!file.exists()) {
      if (AddressBook.knownAccount(db, BitcoinRail.ID).isPresent()) {
        throw new KeyFileException(
            "The key file "
                + settings.keyFile()
                + " is missing, and this database has addresses made with it."
                + " Bring it back from your copy.");
      }
      file.create();
    }
    return file.open(seed -> new SeedSigner(settings.network(), seed));
  }

  /**
   * @param compared whether what there is to {@link #compared compare} is compared
   */
  public BitcoinRail rail(boolean compared) {
    return new BitcoinRail(
        addresses,
        destinations,
        settings.creditDepthBlocks(),
        settings.finalityDepthBlocks(),
        compared);
  }

  public PayoutProjection projection(Pulse pulse) {
    return new PayoutProjection(payouts, BitcoinRail.ID, pulse::wake);
  }

  /** The work of the rail's loop. */
  public RailWork work(BitcoinRpc node, ChainSource<Block> source, Ledger ledger, Asset asset) {
    Reporter reporter = reporter(ledger);
    ReplayStore replays = new ReplayStore(db);
    return new ReplayingWork<>(
        follow(node, source, reporter, asset),
        BitcoinRail.ID,
        new ChainReplay<>(
            BitcoinRail.ID,
            source,
            blocks(),
            replays,
            telling -> facts(telling, asset),
            ledger,
            parkingLot(),
            transactions),
        replays,
        reporter,
        clock);
  }

  private RailWork follow(
      BitcoinRpc node, ChainSource<Block> source, Reporter reporter, Asset asset) {
    ChainFacts facts = facts();
    PaymentReports payments = new PaymentReports(facts, reporter, asset);
    return new ParkedRetries(
            BitcoinRail.ID, new ParkedStore(db), reporter, clock, settings.finalityDepthBlocks())
        .before(
            new ChainWork<>(
                source,
                new BlockFollower<>(
                    BitcoinRail.ID,
                    blocks(),
                    new BitcoinFacts(facts, payments, reporter),
                    Finality.byDepth(settings.finalityDepthBlocks()),
                    reporter,
                    transactions,
                    new ReadAhead(settings.readAheadBlocks())),
                duties(
                    new MempoolWatcher(node, facts, payments, clock),
                    worker(node, reporter, asset)),
                new RailStates(reporter, BitcoinRail.ID, new Pauses(db)),
                clock,
                settings.stalledAfter()));
  }

  /**
   * What there is to compare on this rail.
   *
   * @param patient the nodes, listened to for as long as it may take to look for what is ours
   */
  public Compared compared(
      List<BitcoinRpc> patient, ChainSource<Block> source, Ledger ledger, Asset asset) {
    Reporter reporter = reporter(ledger);
    return new Compared(
        new AnyNode(
            patient.stream()
                .map(node -> new BitcoinHoldings(node, signer.account(), addresses::givenOut))
                .toList()),
        ownFacts(asset),
        new BlockAgain<>(source, blocks(), facts(reporter, asset), transactions)::takeIn,
        reporter::require);
  }

  BitcoinOwnFacts ownFacts(Asset asset) {
    return new BitcoinOwnFacts(db, blocks(), asset);
  }

  /**
   * What wallets have.
   *
   * @param nodes that may be asked to look for coins
   */
  static BitcoinBalances balances(List<NodeEndpoint> nodes, BitcoinSettings settings, Asset asset) {
    return new BitcoinBalances(
        nodes.stream()
            .map(
                node ->
                    new BitcoinBalances.Node(
                        new HttpBitcoinRpc(node.listeningFor(settings.balanceScan())),
                        new HttpBitcoinRpc(node)))
            .toList(),
        settings.network(),
        asset,
        Ticker.systemTicker());
  }

  private Reporter reporter(Ledger ledger) {
    return new Reporter(ledger, parkingLot(), BitcoinRail.ID);
  }

  private ParkingLot parkingLot() {
    return new ParkingLot(db, BitcoinRail.ID, clock);
  }

  private BitcoinFacts facts(Reporter reporter, Asset asset) {
    ChainFacts facts = facts();
    return new BitcoinFacts(facts, new PaymentReports(facts, reporter, asset), reporter);
  }

  private ChainFacts facts() {
    return new ChainFacts(db, transactions, BitcoinRail.ID, settings.finalityDepthBlocks());
  }

  private BlockStore blocks() {
    return new BlockStore(db, BitcoinRail.ID, settings.startHeight());
  }

  private static Duties duties(MempoolWatcher mempool, PayoutWorker payouts) {
    return new Duties() {
      @Override
      public void lookAtWaiting() {
        mempool.look();
      }

      @Override
      public void payOut() {
        payouts.work();
      }
    };
  }

  private PayoutWorker worker(BitcoinRpc node, Reporter reporter, Asset asset) {
    return new PayoutWorker(
        node,
        payouts,
        addresses,
        new PaymentSigner(signer),
        destinations,
        settings.feePolicy(),
        reporter,
        asset,
        clock,
        settings.resendAfter());
  }
}
