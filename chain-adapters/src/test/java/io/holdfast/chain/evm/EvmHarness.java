package io.holdfast.chain.evm;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.chain.contract.RailHarness;
import io.holdfast.chain.contract.TwoLines;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.evm.escrow.EscrowProjection;
import io.holdfast.chain.evm.escrow.EscrowQueries;
import io.holdfast.chain.evm.key.EvmKeys;
import io.holdfast.chain.evm.key.EvmSigner;
import io.holdfast.chain.evm.oracle.OracleSettings;
import io.holdfast.chain.evm.oracle.RecordProjection;
import io.holdfast.chain.evm.oracle.RecordQueries;
import io.holdfast.chain.evm.oracle.RecordStore;
import io.holdfast.chain.evm.oracle.RecordWorker;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.rpc.HttpEvmRpc;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.evm.wire.Transfer;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.reconcile.Compared;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailWork;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The whole rail, with a treasury and contracts of its own. */
final class EvmHarness extends RailHarness {
  static final Asset DOT = new Asset("DOT", 18, EvmRail.ID);
  static final int CREDIT_DEPTH = 2;
  static final int FINALITY_DEPTH = 4;

  final Address deposits;
  final Address escrow;
  private final EvmKeys keys = EvmKeys.of(new SecureRandom().generateSeed(32));
  private final EvmSigner signer = keys.treasury();
  private final long startHeight;
  private final Map<String, Object> settings = new HashMap<>();
  private final URI url;
  private final EvmRpc node;
  private Clock clock = Clock.systemUTC();
  private EvmRail rail;
  private PayoutProjection projection;
  private EscrowProjection orders;
  private EscrowQueries contract;
  private BalanceSource balances;
  private RailWork work;
  private Compared compared;
  private @Nullable TwoLines<EvmRpc> lines;

  /** Begins so many blocks below the node's head. */
  EvmHarness(TestAnvil anvil, long blocksBefore) {
    this.deposits = new Address(anvil.deploy(Contract.deposits(signer.account())));
    Address mediator = new Address(anvil.somebody(7));
    this.escrow = new Address(anvil.deploy(Contract.escrow(mediator, keys.oracle().account())));
    this.startHeight = anvil.height() - blocksBefore;
    this.url = anvil.url();
    this.node = client(url);
    settings.put("rail.url", anvil.url());
    settings.put("rail.chain-id", 31_337);
    settings.put("rail.deposit-contract", deposits.checksummed());
    settings.put("rail.escrow-contract", escrow.checksummed());
    settings.put("rail.credit-depth-blocks", CREDIT_DEPTH);
    settings.put("rail.finality-depth-blocks", FINALITY_DEPTH);
    settings.put("rail.start-height", startHeight);
    settings.put("rail.resend-after-millis", 1_000);
    restart();
  }

  private static EvmRpc client(URI url) {
    return new HttpEvmRpc(
        new NodeEndpoint(
            url, Credentials.NONE, Duration.ofSeconds(1), Duration.ofSeconds(5), 1_000_000));
  }

  @Override
  public TwoLines<EvmRpc> takeTwoLines() {
    return takeTwoLines(url);
  }

  /** The first leads to that node. */
  TwoLines<EvmRpc> takeTwoLines(URI firstNode) {
    lines = new TwoLines<>(EvmRpc.class, firstNode, url, EvmHarness::client);
    restart();
    return lines;
  }

  @Override
  public Map.Entry<String, Object> wordOfAnotherChain() {
    return Map.entry("chainId", BigInteger.TWO);
  }

  /** As another configuration would have it. */
  void restartWith(String property, Object value) {
    settings.put("rail." + property, value);
    restart();
  }

  @Override
  public void restart() {
    EvmRailFactory factory =
        new EvmRailFactory(
            new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("rail", EvmSettings.class),
            keys,
            source(),
            new JdbcTransactionManager(source()),
            clock);
    rail = factory.rail(true);
    projection = factory.projection(new Pulse());
    orders = factory.escrowProjection(new Pulse(), DOT);
    contract = factory.escrowQueries();
    ledger.projectTo(projection::on);
    Endpoints<EvmRpc> nodes =
        lines == null ? TwoLines.one(node, factory.admission()) : lines.open(factory.admission());
    Assets assets = new Assets(List.of(DOT));
    work = factory.work(nodes, ledger, assets, DOT);
    compared = factory.compared(nodes, ledger, assets, DOT);
    balances = factory.balances(nodes, DOT);
  }

  @Override
  public EvmRail rail() {
    return rail;
  }

  @Override
  public BalanceSource balances() {
    return balances;
  }

  @Override
  protected Compared compared() {
    return compared;
  }

  @Override
  public String steal(String destination) {
    return spendElsewhere(0, destination, 1_000_000);
  }

  @Override
  protected RailWork work() {
    return work;
  }

  EvmRpc node() {
    return node;
  }

  Address treasury() {
    return signer.account();
  }

  /** What the ledger says of orders by contract. */
  EscrowProjection orders() {
    return orders;
  }

  /** For the rail so much time passes; for its chain none. */
  void passes(Duration time) {
    clock = Clock.offset(clock, time);
    restart();
  }

  /** What the sides of orders are told of the contract. */
  EscrowQueries contract() {
    return contract;
  }

  /** Who records payments in the escrow contract. */
  EvmSigner oracle() {
    return keys.oracle();
  }

  /** What the ledger says of orders by mobile money. */
  RecordProjection recordProjection() {
    return new RecordProjection(records(), () -> {});
  }

  RecordQueries recordQueries() {
    return new RecordQueries(db);
  }

  /** Records in that contract, by this node and clock: as another start of the program. */
  RecordWorker recordWorker(EvmRpc through, Address contract, OracleSettings oracle, Clock clock) {
    RecordStore records = records();
    records.claim(oracle().account().value());
    return new RecordWorker(
        EvmRail.ID,
        through,
        BigInteger.valueOf(31_337),
        oracle(),
        contract,
        oracle,
        records,
        new Reporter(ledger, new ParkingLot(db, EvmRail.ID, clock), EvmRail.ID),
        clock);
  }

  private RecordStore records() {
    return new RecordStore(
        db,
        new JdbcTransactionManager(source()),
        EvmRail.ID,
        new ParkingLot(db, EvmRail.ID, Clock.systemUTC()));
  }

  PayoutProjection projection() {
    return projection;
  }

  @Override
  public String withdraw(String name, long wei, String destination) {
    String id = "withdrawal:" + name;
    projection.on(
        new WithdrawalRequested(
            id,
            "account:a",
            EvmRail.ID,
            "DOT",
            Long.toString(wei),
            "1000",
            destination,
            "alice",
            0,
            FINALITY_DEPTH));
    projection.on(new WithdrawalApproved(id));
    return id;
  }

  /** Somebody who has a copy of our key pays behind our back. Answers with the transaction. */
  String spendElsewhere(long sequence, String destination, long wei) {
    Transfer transfer =
        new Transfer(
            BigInteger.valueOf(31_337),
            BigInteger.valueOf(sequence),
            BigInteger.TEN.pow(9),
            BigInteger.TEN.pow(10),
            BigInteger.valueOf(21_000),
            new Address(destination),
            BigInteger.valueOf(wei),
            "0x");
    byte[] signed = transfer.signed(signer.sign(Keccak.hash(transfer.unsigned())));
    node.send(signed);
    return Hex.of(Keccak.hash(signed));
  }

  String detailOf(String withdrawalId) {
    return db.sql("SELECT coalesce(detail, '') FROM rail.payout WHERE withdrawal_id = ?")
        .param(withdrawalId)
        .query(String.class)
        .single();
  }

  List<String> lines(String sql) {
    return db.sql(sql).query(String.class).list();
  }

  List<String> events(String condition) {
    return lines(
        "SELECT coalesce(name, problem) || ' ' || standing FROM rail.contract_event WHERE "
            + condition
            + " ORDER BY height, position");
  }

  String text(String sql) {
    return db.sql(sql).query(String.class).single();
  }

  static byte[] word(long number) {
    return Abi.word(BigInteger.valueOf(number));
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
    super.close();
  }
}
