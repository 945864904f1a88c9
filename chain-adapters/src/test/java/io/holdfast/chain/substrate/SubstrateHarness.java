package io.holdfast.chain.substrate;

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
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailWork;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.extrinsic.AccountSigner;
import io.holdfast.chain.substrate.rpc.SocketEndpoint;
import io.holdfast.chain.substrate.rpc.SocketSubstrateRpc;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The whole native rail, with a treasury of its own. */
final class SubstrateHarness extends RailHarness {
  static final Asset ROC = new Asset("ROC", 12, SubstrateRail.ID);
  static final int CREDIT_DEPTH = 2;
  static final int FINALITY_DEPTH = 6;
  static final int FINALITY_MARGIN = 5;
  static final int ERA_BLOCKS = 32;

  private final AccountSigner signer;
  private final URI url;
  private final SocketSubstrateRpc rpc;
  private final long startHeight;
  private SubstrateRail rail;
  private PayoutProjection projection;
  private BalanceSource balances;
  private RailWork work;
  private Compared compared;
  private @Nullable TwoLines<SubstrateRpc> lines;

  /** Begins so many blocks below the node's head. */
  SubstrateHarness(URI node, long blocksBefore, AccountSigner signer) {
    this.signer = signer;
    this.url = node;
    this.rpc = client(node);
    this.startHeight = rpc.head().height() - blocksBefore;
    restart();
  }

  private static SocketSubstrateRpc client(URI url) {
    return new SocketSubstrateRpc(
        new SocketEndpoint(
            url, Credentials.NONE, Duration.ofSeconds(5), Duration.ofSeconds(5), 64 * 1024 * 1024),
        () -> {});
  }

  @Override
  public TwoLines<SubstrateRpc> takeTwoLines() {
    lines = new TwoLines<>(SubstrateRpc.class, url, SubstrateHarness::client);
    restart();
    return lines;
  }

  @Override
  public Map.Entry<String, Object> wordOfAnotherChain() {
    return Map.entry("blockHash", Optional.of("0x" + "0f".repeat(32)));
  }

  @Override
  public void restart() {
    SubstrateRailFactory factory =
        new SubstrateRailFactory(
            settings(), signer, source(), new JdbcTransactionManager(source()), Clock.systemUTC());
    rail = factory.rail(true);
    projection = factory.projection(new Pulse());
    ledger.projectTo(projection::on);
    Endpoints<SubstrateRpc> nodes =
        lines == null ? TwoLines.one(rpc, factory.admission()) : lines.open(factory.admission());
    Assets assets = new Assets(List.of(ROC));
    work = factory.work(nodes, ledger, assets, ROC);
    compared = factory.compared(nodes, ledger, assets, ROC);
    balances = factory.balances(nodes, ROC);
  }

  private SubstrateSettings settings() {
    Map<String, Object> properties =
        Map.of(
            "rail.ss58-prefix", Outsider.SPELLING.prefix(),
            "rail.credit-depth-blocks", CREDIT_DEPTH,
            "rail.finality-depth-blocks", FINALITY_DEPTH,
            "rail.finality-margin-blocks", FINALITY_MARGIN,
            "rail.start-height", startHeight,
            "rail.era-blocks", ERA_BLOCKS,
            "rail.most-fee", "100000000000",
            "rail.resend-after-millis", 1_000);
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("rail", SubstrateSettings.class);
  }

  String treasury() {
    return Outsider.SPELLING.address(signer.account());
  }

  @Override
  public SubstrateRail rail() {
    return rail;
  }

  @Override
  public String withdraw(String name, long plancks, String destination) {
    String id = "withdrawal:" + name;
    projection.on(
        new WithdrawalRequested(
            id,
            "account:a",
            SubstrateRail.ID,
            ROC.code(),
            Long.toString(plancks),
            "1000",
            destination,
            "alice",
            0,
            FINALITY_DEPTH));
    projection.on(new WithdrawalApproved(id));
    return id;
  }

  /** Our own addresses that somebody paid. */
  List<String> paidAddresses() {
    return db
        .sql("SELECT DISTINCT reference FROM rail.payment WHERE reference IS NOT NULL")
        .query(String.class)
        .list()
        .stream()
        .map(account -> Outsider.SPELLING.address(new AccountId(account)))
        .toList();
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
    return compared;
  }

  @Override
  public String steal(String destination) {
    return new Outsider(rpc, signer)
        .send(ChopsticksPeer.transfer(destination, 100_000_000_000L), 0);
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
    rpc.close();
    super.close();
  }
}
