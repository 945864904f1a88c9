package io.holdfast.chain.stellar;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.wallet.WalletProof;
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
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.port.OwnFacts;
import io.holdfast.chain.reconcile.Compared;
import io.holdfast.chain.reconcile.Repair;
import io.holdfast.chain.replay.ChainReplay;
import io.holdfast.chain.replay.ReplayStore;
import io.holdfast.chain.replay.ReplayingWork;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailStates;
import io.holdfast.chain.run.RailWork;
import io.holdfast.chain.stellar.address.RoutingNumbers;
import io.holdfast.chain.stellar.block.ClassicEvents;
import io.holdfast.chain.stellar.block.ContractHoldings;
import io.holdfast.chain.stellar.block.LedgerContent;
import io.holdfast.chain.stellar.block.StellarBalances;
import io.holdfast.chain.stellar.block.StellarHoldings;
import io.holdfast.chain.stellar.block.StellarNode;
import io.holdfast.chain.stellar.block.StellarTransfers;
import io.holdfast.chain.stellar.key.StellarKeys;
import io.holdfast.chain.stellar.key.StellarSigner;
import io.holdfast.chain.stellar.payout.StellarPayouts;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.wallet.StellarProof;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.transfer.AccountFacts;
import io.holdfast.chain.transfer.PayoutStore;
import io.holdfast.chain.transfer.PayoutWorker;
import io.holdfast.chain.transfer.References;
import io.holdfast.chain.transfer.TransferFacts;
import io.holdfast.chain.transfer.TransferStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the parts of a Stellar rail together. */
public final class StellarRailFactory {
  private static final Logger LOG = LoggerFactory.getLogger(StellarRailFactory.class);
  private static final String ID = StellarRail.ID;
  private static final long MILLIS = 1_000;

  private final StellarSettings settings;
  private final Network network;
  private final Tokens tokens;
  private final JdbcClient db;
  private final PlatformTransactionManager transactions;
  private final Clock clock;
  private final StellarSigner signer;
  private final StellarSigner signIn;
  private final References references;
  private final PayoutStore payouts;

  public StellarRailFactory(
      StellarSettings settings,
      Network network,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this(settings, network, keys(settings, source, transactions), source, transactions, clock);
  }

  StellarRailFactory(
      StellarSettings settings,
      Network network,
      StellarKeys keys,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.settings = settings;
    this.network = network;
    this.tokens = new Tokens(network, settings.tokens());
    this.db = JdbcClient.create(source);
    this.transactions = transactions;
    this.clock = clock;
    this.signer = keys.custody();
    this.signIn = keys.signIn();
    this.references = new References(db, transactions, ID, new RoutingNumbers(new SecureRandom()));
    this.payouts = new PayoutStore(db, transactions, ID);
    String account = StrKey.encode(signer.account());
    this.payouts.claim(account);
    LOG.info("rail {}: is paid at, and pays from, account {}", ID, account);
  }

  /** A key is made once only: a database that knows one never gets another. */
  private static StellarKeys keys(
      StellarSettings settings, DataSource source, PlatformTransactionManager transactions) {
    KeyFile file =
        new KeyFile(settings.keyFile(), settings.keyPassphraseFile(), new SecureRandom());
    if (!file.exists()) {
      PayoutStore known = new PayoutStore(JdbcClient.create(source), transactions, ID);
      if (known.knownSender().isPresent()) {
        throw new KeyFileException(
            "The key file "
                + settings.keyFile()
                + " is missing, and this database knows an account made with it."
                + " Bring it back from your copy.");
      }
      file.create();
    }
    return file.open(StellarKeys::of);
  }

  public ScAddress.Account custody() {
    return signer.account();
  }

  public Tokens tokens() {
    return tokens;
  }

  /** How accounts of this network prove that they are theirs. */
  public WalletProof proof() {
    return new StellarProof(network, signIn);
  }

  /**
   * @param compared whether what there is to {@link #compared compare} is compared
   */
  public StellarRail rail(boolean compared) {
    for (String code : settings.mintable()) {
      if (tokens.find(code).filter(token -> !token.lumens()).isEmpty()) {
        throw new IllegalStateException(
            "holdfast.rails.stellar.mintable: " + code + " is no token of this rail");
      }
    }
    return new StellarRail(
        references,
        signer.account(),
        new PaymentLinks(tokens),
        settings.mintable(),
        contracts(),
        compared ? tokens.codes() : Set.of());
  }

  /** Those of our tokens, and those that are watched beside. */
  private List<String> contracts() {
    return Stream.concat(
            tokens.all().stream().map(Token::address), settings.watchContracts().stream())
        .distinct()
        .toList();
  }

  public PayoutProjection projection(Pulse pulse) {
    return new PayoutProjection(payouts, ID, pulse::wake);
  }

  /**
   * The work of the rail's loop.
   *
   * @param stalledAfter without a new ledger for so long, the rail says that it stands still
   */
  public RailWork work(
      Endpoints<StellarRpc> nodes, Ledger ledger, Assets assets, Duration stalledAfter) {
    assets.all().stream()
        .filter(asset -> asset.rail().equals(ID))
        .map(Asset::code)
        .forEach(tokens::require);
    ParkingLot parkingLot = new ParkingLot(db, ID, clock);
    Reporter reporter = new Reporter(ledger, parkingLot, ID);
    BlockStore blocks = blocks();
    ChainSource<LedgerContent> source = source(nodes);
    PayoutWorker worker = worker(nodes.asOne(StellarRpc.class), blocks, reporter, assets);
    ReplayStore replays = new ReplayStore(db);
    RailWork following =
        new ParkedRetries(ID, new ParkedStore(db), reporter, clock, StellarRail.DEPTH)
            .before(
                new ChainWork<>(
                    source,
                    new BlockFollower<>(
                        ID,
                        blocks,
                        facts(assets, parkingLot, reporter),
                        Finality.byDepth(StellarRail.DEPTH),
                        reporter,
                        transactions),
                    worker::work,
                    new RailStates(reporter, ID, new Pauses(db)),
                    clock,
                    stalledAfter));
    return new ReplayingWork<>(
        following,
        ID,
        new ChainReplay<>(
            ID,
            source,
            blocks,
            replays,
            telling -> facts(assets, parkingLot, telling),
            ledger,
            parkingLot,
            transactions),
        replays,
        reporter,
        clock);
  }

  private BlockStore blocks() {
    return new BlockStore(db, ID, settings.startLedger());
  }

  private ChainSource<LedgerContent> source(Endpoints<StellarRpc> nodes) {
    ClassicEvents classicEvents = new ClassicEvents();
    return nodes.chain(StellarRpc.class, each -> () -> view(each, classicEvents).look());
  }

  private TransferFacts<LedgerContent> facts(
      Assets assets, ParkingLot parkingLot, Reporter reporter) {
    return new TransferFacts<>(
        ID,
        new StellarTransfers(ID, tokens, signer.account(), payouts::mints, db, parkingLot),
        new TransferStore(db, ID, references, StellarRail.DEPTH),
        assets,
        reporter);
  }

  /** What there is to compare on this rail: each asset by itself. */
  public List<Compared> compared(Endpoints<StellarRpc> nodes, Ledger ledger, Assets assets) {
    ParkingLot parkingLot = new ParkingLot(db, ID, clock);
    Reporter reporter = new Reporter(ledger, parkingLot, ID);
    BlockStore blocks = blocks();
    Repair repair =
        new BlockAgain<>(source(nodes), blocks, facts(assets, parkingLot, reporter), transactions)
            ::takeIn;
    StellarRpc node = nodes.asOne(StellarRpc.class);
    return ownFacts(assets).stream()
        .map(
            facts ->
                new Compared(
                    holdings(node, tokens.require(facts.asset().code())),
                    facts,
                    repair,
                    reporter::require))
        .toList();
  }

  /** How many lumens wallets have, whether or not lumens are an asset of the ledger. */
  StellarBalances balances(Endpoints<StellarRpc> nodes) {
    String lumens =
        tokens.all().stream().filter(Token::lumens).map(Token::asset).findFirst().orElse("XLM");
    return new StellarBalances(nodes.asOneOnce(StellarRpc.class), network, ID, lumens);
  }

  List<OwnFacts> ownFacts(Assets assets) {
    String account = StrKey.encode(signer.account());
    return assets.all().stream()
        .filter(asset -> asset.rail().equals(ID))
        .<OwnFacts>map(
            asset ->
                new AccountFacts(
                    db, blocks(), asset, account, tokens.require(asset.code()).lumens()))
        .toList();
  }

  /** The classic ledger says more of an asset's balance than its contract does. */
  private Holdings holdings(StellarRpc node, Token token) {
    return token
        .classic()
        .<Holdings>map(asset -> new StellarHoldings(node, signer.account(), asset))
        .orElseGet(() -> new ContractHoldings(node, signer.account(), token.contract()));
  }

  private StellarNode.View view(StellarRpc node, ClassicEvents classicEvents) {
    return new StellarNode.View(
        node, network, tokens, settings.watched(), signer.account(), classicEvents);
  }

  /** Which nodes are believed: those of our network. */
  Admission<StellarRpc> admission() {
    return node ->
        node.passphrase().equals(network.passphrase())
            ? Optional.empty()
            : Optional.of("the node is on another Stellar network than this rail is set to");
  }

  private PayoutWorker worker(StellarRpc rpc, BlockStore blocks, Reporter reporter, Assets assets) {
    return new PayoutWorker(
        new StellarPayouts(
            rpc,
            network,
            tokens,
            signer,
            settings.paymentPolicy(),
            assets,
            clock,
            () -> blocks.tip().map(blocks::minedAtMillis).map(millis -> millis / MILLIS)),
        payouts,
        reporter,
        clock,
        settings.resendAfter());
  }
}
