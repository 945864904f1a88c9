package io.holdfast.chain.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.chain.contract.RailHarness;
import io.holdfast.chain.contract.TwoLines;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.reconcile.Compared;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailWork;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.key.StellarKeys;
import io.holdfast.chain.stellar.rpc.HttpStellarRpc;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.rpc.Submission;
import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.TimeBounds;
import io.holdfast.chain.stellar.xdr.Transaction;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The whole Stellar rail. */
final class StellarHarness extends RailHarness {
  static final Asset XLM = new Asset("XLM", 7, StellarRail.ID);
  static final Asset USDC = new Asset("USDC", 7, StellarRail.ID);
  static final int VALID_SECONDS = 60;
  private static final Assets ASSETS = new Assets(List.of(XLM, USDC));

  final TamperedRpc node;
  private final NodeEndpoint endpoint;
  final Ed25519Key key;
  private final long startLedger;
  private @Nullable String watched;
  private String usdc = Genesis.USDC.text();
  private long feeStroops = 100;
  private StellarRail rail;
  private PayoutProjection projection;
  private BalanceSource balances;
  private RailWork work;
  private List<Compared> compared;
  private @Nullable TwoLines<StellarRpc> lines;

  StellarHarness(NodeEndpoint endpoint, Ed25519Key key, long startLedger) {
    this.endpoint = endpoint;
    this.node = new TamperedRpc(client(endpoint.url()));
    this.key = key;
    this.startLedger = startLedger;
    restart();
  }

  private StellarRpc client(URI url) {
    return new HttpStellarRpc(
        new NodeEndpoint(
            url,
            endpoint.credentials(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            64 * 1024 * 1024));
  }

  @Override
  public TwoLines<StellarRpc> takeTwoLines() {
    lines = new TwoLines<>(StellarRpc.class, endpoint.url(), this::client);
    restart();
    return lines;
  }

  @Override
  public Map.Entry<String, Object> wordOfAnotherChain() {
    return Map.entry("passphrase", "another network");
  }

  @Override
  public void restart() {
    StellarSettings settings = settings();
    StellarRailFactory factory =
        new StellarRailFactory(
            settings,
            settings.stellarNetwork(),
            new StellarKeys(key, key),
            source(),
            new JdbcTransactionManager(source()),
            Clock.systemUTC());
    rail = factory.rail(true);
    projection = factory.projection(new Pulse());
    ledger.projectTo(projection::on);
    Endpoints<StellarRpc> nodes =
        lines == null ? TwoLines.one(node, factory.admission()) : lines.open(factory.admission());
    work = factory.work(nodes, ledger, ASSETS, settings.stalledAfter());
    compared = factory.compared(nodes, ledger, ASSETS);
    balances = factory.balances(nodes);
  }

  /** From now on it keeps all events of this contract too. */
  void watch(String contract) {
    watched = contract;
    restart();
  }

  /** From now on it knows the token by its contract alone. */
  void forgetTheClassicToken() {
    usdc = StrKey.encode(Genesis.NETWORK.contractOf(Genesis.USDC));
    restart();
  }

  /** From now on it offers so much for each payment to be taken in. */
  void offer(long stroops) {
    feeStroops = stroops;
    restart();
  }

  private StellarSettings settings() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("rail.fee-stroops", feeStroops);
    if (watched != null) {
      properties.put("rail.watch-contracts[0]", watched);
    }
    properties.putAll(
        Map.of(
            "rail.network",
            "custom",
            "rail.passphrase",
            Genesis.NETWORK.passphrase(),
            "rail.tokens.XLM",
            "native",
            "rail.tokens.USDC",
            usdc,
            "rail.start-ledger",
            startLedger,
            "rail.valid-seconds",
            VALID_SECONDS,
            "rail.resend-after-millis",
            100));
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("rail", StellarSettings.class);
  }

  @Override
  public StellarRail rail() {
    return rail;
  }

  @Override
  public String withdraw(String name, long stroops, String destination) {
    return withdraw(name, "XLM", stroops, destination);
  }

  String withdraw(String name, String asset, long amount, String destination) {
    String id = "withdrawal:" + name;
    projection.on(
        new WithdrawalRequested(
            id,
            "account:a",
            StellarRail.ID,
            asset,
            Long.toString(amount),
            "1000",
            destination,
            "alice",
            0,
            StellarRail.DEPTH));
    projection.on(new WithdrawalApproved(id));
    return id;
  }

  String detailOf(String withdrawalId) {
    return db.sql("SELECT coalesce(detail, '') FROM rail.payout WHERE withdrawal_id = ?")
        .param(withdrawalId)
        .query(String.class)
        .single();
  }

  @Override
  public BalanceSource balances() {
    return balances;
  }

  @Override
  protected Compared compared() {
    return compared(XLM);
  }

  private Compared compared(Asset asset) {
    return compared.stream()
        .filter(each -> each.facts().asset().equals(asset))
        .findFirst()
        .orElseThrow();
  }

  List<Command> compareTokens() {
    return compare(compared(USDC));
  }

  @Override
  public String steal(String destination) {
    Transaction theft =
        new Transaction(
            key.account(),
            100,
            node.account(key.account()).orElseThrow().sequence() + 1,
            new TimeBounds(0, 0),
            new Memo.None(),
            new Operation.Payment(StrKey.decode(destination), Genesis.LUMENS, 1_000),
            null);
    Octets hash = Genesis.NETWORK.hash(theft);
    Envelope.Signature signature = Envelope.Signature.by(key.account(), key.sign(hash));
    assertThat(node.send(new Envelope(theft, List.of(signature)).encoded()))
        .isInstanceOf(Submission.Pending.class);
    return hash.hex();
  }

  @Override
  protected RailWork work() {
    return work;
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
    super.close();
  }
}
