package io.holdfast.chain.bitcoin;

import com.github.benmanes.caffeine.cache.Ticker;
import io.holdfast.api.money.Asset;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.chain.bitcoin.block.BitcoinBalances;
import io.holdfast.chain.bitcoin.block.BitcoinNode;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.bitcoin.key.Signer;
import io.holdfast.chain.bitcoin.payout.Coin;
import io.holdfast.chain.bitcoin.payout.PaymentPlan;
import io.holdfast.chain.bitcoin.payout.PaymentSigner;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.contract.RailHarness;
import io.holdfast.chain.contract.TwoLines;
import io.holdfast.chain.endpoint.EndpointRules;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.reconcile.Compared;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailWork;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The whole Bitcoin rail. */
final class BitcoinHarness extends RailHarness {
  static final Asset BTC = new Asset("BTC", 8, BitcoinRail.ID);
  static final int CREDIT_DEPTH = 2;
  static final int FINALITY_DEPTH = 4;
  private final long startHeight;
  private final Signer signer;
  private NodeEndpoint endpoint;
  private BitcoinRpc node;
  private BitcoinRail rail;
  private PayoutProjection projection;
  private RailWork work;
  private Compared compared;
  private @Nullable TwoLines<BitcoinRpc> lines;
  private List<NodeEndpoint> agreeing = List.of();

  /** Begins so many blocks below the node's head. */
  BitcoinHarness(NodeEndpoint endpoint, long blocksBefore) {
    this.signer = new SeedSigner(BitcoinNetwork.REGTEST, new SecureRandom().generateSeed(32));
    this.endpoint = endpoint;
    this.node = client(endpoint);
    this.startHeight = node.chainInfo().headHeight() - blocksBefore;
    restart();
  }

  /** Somebody who has a copy of our key spends our coins behind our back. */
  @Override
  public String steal(String destination) {
    List<Coin> coins =
        db.sql("SELECT * FROM rail.utxo JOIN rail.address USING (rail, address)")
            .query(
                (row, _) ->
                    new Coin(
                        new OutPoint(row.getString("txid"), row.getInt("vout")),
                        row.getLong("amount"),
                        new KeyPath(Branch.of(row.getInt("branch")), row.getInt("key_index"))))
            .list();
    long fee = 20_000;
    long rest = coins.stream().mapToLong(Coin::sats).sum() - fee;
    return node.send(
        new PaymentSigner(signer)
            .sign(new PaymentPlan(coins, destination, rest, fee, 0, null))
            .hex());
  }

  private static BitcoinRpc client(NodeEndpoint endpoint) {
    return new HttpBitcoinRpc(
        new NodeEndpoint(
            endpoint.url(),
            endpoint.credentials(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            endpoint.maxResponseBytes()));
  }

  @Override
  public TwoLines<BitcoinRpc> takeTwoLines() {
    lines =
        new TwoLines<>(
            BitcoinRpc.class,
            endpoint.url(),
            url -> client(new NodeEndpoint(url, endpoint.credentials())));
    restart();
    return lines;
  }

  @Override
  public Map.Entry<String, Object> wordOfAnotherChain() {
    return Map.entry("chainInfo", new ChainInfo("main", 1_000_000, 1_000_000, "", false, 0));
  }

  @Override
  public void restart() {
    BitcoinRailFactory factory =
        new BitcoinRailFactory(
            settings(), signer, source(), new JdbcTransactionManager(source()), Clock.systemUTC());
    rail = factory.rail(true);
    projection = factory.projection(new Pulse());
    ledger.projectTo(projection::on);
    Endpoints<BitcoinRpc> nodes = nodes();
    ChainSource<Block> chain = nodes.chain(BitcoinRpc.class, each -> () -> look(each));
    work = factory.work(nodes.asOne(BitcoinRpc.class), chain, ledger, BTC);
    compared = factory.compared(List.of(node), chain, ledger, BTC);
  }

  private Endpoints<BitcoinRpc> nodes() {
    if (!agreeing.isEmpty()) {
      return Endpoints.of(
          agreeing,
          NodeEndpoint::name,
          BitcoinHarness::client,
          BitcoinHarness::refusal,
          new EndpointRules(0, 1, 100, 1, 0, agreeing.size()),
          Clock.systemUTC());
    }
    return lines == null
        ? TwoLines.one(node, BitcoinHarness::refusal)
        : lines.open(BitcoinHarness::refusal);
  }

  private static BitcoinNode look(BitcoinRpc node) {
    return BitcoinNode.look(node, BitcoinNetwork.REGTEST);
  }

  private static Optional<String> refusal(BitcoinRpc node) {
    return look(node).refusal();
  }

  /** From now on a block counts when all of these nodes have it. */
  void believeOnly(NodeEndpoint... all) {
    agreeing = List.of(all);
    restart();
  }

  void moveTo(NodeEndpoint other) {
    endpoint = other;
    node = client(other);
    restart();
  }

  private BitcoinSettings settings() {
    Map<String, Object> properties =
        Map.of(
            "rail.credit-depth-blocks", CREDIT_DEPTH,
            "rail.finality-depth-blocks", FINALITY_DEPTH,
            "rail.start-height", startHeight,
            "rail.resend-after-millis", 1_000);
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("rail", BitcoinSettings.class);
  }

  /** The rail's own database, past the rail. */
  JdbcClient database() {
    return db;
  }

  long startHeight() {
    return startHeight;
  }

  BitcoinRpc node() {
    return node;
  }

  @Override
  public BitcoinRail rail() {
    return rail;
  }

  @Override
  public String withdraw(String name, long sats, String destination) {
    String id = "withdrawal:" + name;
    projection.on(
        new WithdrawalRequested(
            id,
            "account:a",
            BitcoinRail.ID,
            "BTC",
            Long.toString(sats),
            "1000",
            destination,
            "alice",
            0,
            FINALITY_DEPTH));
    projection.on(new WithdrawalApproved(id));
    return id;
  }

  PayoutProjection projection() {
    return projection;
  }

  String detailOf(String withdrawalId) {
    return db.sql("SELECT coalesce(detail, '') FROM rail.payout WHERE withdrawal_id = ?")
        .param(withdrawalId)
        .query(String.class)
        .single();
  }

  @Override
  public BalanceSource balances() {
    return new BitcoinBalances(
        List.of(new BitcoinBalances.Node(node, node)),
        BitcoinNetwork.REGTEST,
        BTC,
        Ticker.systemTicker());
  }

  @Override
  protected Compared compared() {
    return compared;
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
