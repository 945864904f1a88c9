package io.holdfast.chain.sandbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.api.sandbox.SandboxCommand.SandboxReorganise;
import io.holdfast.api.sandbox.SandboxCommand.SandboxStall;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The sandbox on a database of its own, driven by the commands that the console sends. */
public final class DrivenSandbox implements DrivenNode {
  private static final String RAIL = BitcoinSandbox.RAIL;

  private final Sandbox sandbox;
  private final AutoMiner miner;
  private final SandboxCommands commands;
  private final Runnable closing;

  private DrivenSandbox(Sandbox sandbox, Runnable closing) {
    this.sandbox = sandbox;
    this.closing = closing;
    this.miner = new AutoMiner(sandbox);
    this.commands = new SandboxCommands(List.of(new BitcoinSandbox(sandbox, miner)));
  }

  public static DrivenSandbox start() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestDatabase.create("rail").dataSource());
    config.setMaximumPoolSize(2);
    HikariDataSource pool = new HikariDataSource(config);
    return new DrivenSandbox(sandbox(pool), pool::close);
  }

  /** On a database that may hold a chain already. */
  public static DrivenSandbox start(DataSource database) {
    return new DrivenSandbox(sandbox(database), () -> {});
  }

  private static Sandbox sandbox(DataSource database) {
    ChainStore store =
        new JdbcChainStore(
            JdbcClient.create(database),
            new TransactionTemplate(new JdbcTransactionManager(database)));
    return Sandbox.start(store, Clock.systemUTC(), "secret");
  }

  public SandboxCommands commands() {
    return commands;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public NodeEndpoint endpoint() {
    return sandbox.endpoint();
  }

  @Override
  public BitcoinRpc rpc() {
    return new HttpBitcoinRpc(endpoint());
  }

  @Override
  public JsonNode raw(String method, Object... params) {
    return RawRpc.call(endpoint(), method, params);
  }

  @Override
  public void mine(int blocks) {
    commands.handle(new SandboxMine(RAIL, blocks));
  }

  @Override
  public void reorganise(int depthBlocks) {
    commands.handle(new SandboxReorganise(RAIL, depthBlocks, false));
  }

  @Override
  public String pay(Map<String, Long> satsByAddress) {
    List<Output> outputs =
        satsByAddress.entrySet().stream()
            .map(each -> new Output(each.getKey(), Long.toString(each.getValue())))
            .toList();
    return commands.handle(new SandboxPay(RAIL, outputs, null));
  }

  @Override
  public String replace(String txid, String address, long sats) {
    Output output = new Output(address, Long.toString(sats));
    return commands.handle(new SandboxPay(RAIL, List.of(output), txid));
  }

  @Override
  public void stall() {
    commands.handle(new SandboxStall(RAIL, true));
  }

  @Override
  public void resume() {
    commands.handle(new SandboxStall(RAIL, false));
  }

  @Override
  public void close() {
    miner.close();
    sandbox.close();
    closing.run();
  }
}
