package io.holdfast.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.TerminalFailureException;
import tools.jackson.databind.JsonNode;

/**
 * A real EVM chain of its own on a free port, with ten rich accounts outside. A block is mined only
 * when the test says so; the safe block is two and the finalized block four below the head. It ends
 * with {@link #close} or with this JVM. Where none can be had, a test fails on CI and is skipped,
 * loudly, elsewhere.
 *
 * <p>Amounts are wei. The chain is in memory: {@link #kill} loses it. Not for several threads at
 * once.
 */
public final class TestAnvil implements AutoCloseable {
  private static final int TRIES = 3;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final int port;
  private final NodeRpc rpc;
  private final GuardedProcess process;

  private TestAnvil(Path program, List<String> options) throws IOException {
    this.port = Programs.freePort();
    this.rpc = NodeRpc.open(url());
    this.process = GuardedProcess.start(command(program, options));
  }

  /** A chain with no block but the first. */
  public static TestAnvil start(String... options) {
    Path program = Peer.orEndOfTest(AnvilBinary::locate);
    for (int tries = 1; ; tries++) {
      try {
        return started(program, List.of(options));
      } catch (TerminalFailureException e) {
        if (tries == TRIES) {
          throw e; // not only a port that somebody else took in the meantime
        }
      }
    }
  }

  private static TestAnvil started(Path program, List<String> options) {
    TestAnvil node;
    try {
      node = new TestAnvil(program, options);
    } catch (IOException e) {
      throw new UncheckedIOException("anvil does not start", e);
    }
    try {
      node.awaitReady();
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Any call of the node. */
  public JsonNode call(String method, Object... params) {
    return rpc.call(method, params);
  }

  // ---- the chain

  public long height() {
    return quantity(call("eth_blockNumber")).longValueExact();
  }

  public String hash(long height) {
    return call("eth_getBlockByNumber", hex(BigInteger.valueOf(height)), false)
        .get("hash")
        .asString();
  }

  /** Mines blocks, the first with all that waits. */
  public void mine(int blocks) {
    call("anvil_mine", hex(BigInteger.valueOf(blocks)));
  }

  /**
   * Exchanges the newest blocks for as many empty ones. What stood in them is gone. They are made
   * by somebody else: empty blocks of the same second by the same maker are the very same blocks.
   */
  public void reorganise(int depthBlocks) {
    call("anvil_setCoinbase", hash(height()).substring(0, 42));
    call("anvil_reorg", depthBlocks, List.of());
  }

  /** Takes away the newest blocks; the head is so much lower. What stood in them is gone. */
  public void rollBack(int blocks) {
    call("anvil_rollback", blocks);
  }

  public String snapshot() {
    return call("evm_snapshot").asString();
  }

  /** Goes back to a snapshot, which can be used once. */
  public void revertTo(String snapshot) {
    if (!call("evm_revert", snapshot).asBoolean()) {
      throw new IllegalStateException("there is no snapshot " + snapshot);
    }
  }

  /** Forgets a transaction that waits to be mined. */
  public void drop(String transaction) {
    call("anvil_dropTransaction", transaction);
  }

  // ---- the people outside

  /** The address, in lower case, of somebody outside. */
  public String somebody(int number) {
    return call("eth_accounts").get(number).asString();
  }

  /** Somebody sends a plain transfer; it waits to be mined. Answers with its hash. */
  public String pay(String to, BigInteger wei) {
    return send(somebody(0), to, wei, "0x");
  }

  /** Somebody sends a transaction; it waits to be mined. Answers with its hash. */
  public String send(String from, String to, BigInteger wei, String data) {
    return call(
            "eth_sendTransaction",
            Map.of("from", from, "to", to, "value", hex(wei), "data", data, "gas", "0x7a120"))
        .asString();
  }

  /** Somebody deploys a contract, in a block of its own. Answers with its address. */
  public String deploy(String code) {
    String transaction =
        call("eth_sendTransaction", Map.of("from", somebody(9), "data", code, "gas", "0x4c4b40"))
            .asString();
    mine(1);
    JsonNode receipt = call("eth_getTransactionReceipt", transaction);
    if (quantity(receipt.get("status")).signum() != 1) {
      throw new IllegalStateException("the contract cannot be deployed: " + receipt);
    }
    return receipt.get("contractAddress").asString();
  }

  public BigInteger balance(String address) {
    return quantity(call("eth_getBalance", address, "latest"));
  }

  /** Gives somebody so much, out of nowhere. */
  public void setBalance(String address, BigInteger wei) {
    call("anvil_setBalance", address, hex(wei));
  }

  // ---- faults

  /** The process stands still: connections are taken and nothing is answered. */
  public void hang() {
    process.signal("STOP");
  }

  public void resume() {
    process.signal("CONT");
  }

  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.kill();
  }

  private void awaitReady() {
    await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .failFast("anvil ended", () -> !process.isAlive())
        .until(this::answers);
  }

  private boolean answers() {
    try {
      call("eth_chainId");
      return true;
    } catch (UncheckedIOException | NodeRefused e) {
      return false;
    }
  }

  private List<String> command(Path program, List<String> options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--slots-in-an-epoch",
                "2",
                "--no-mining",
                "--silent"));
    words.addAll(options);
    return List.copyOf(words);
  }

  private static String hex(BigInteger quantity) {
    return "0x" + quantity.toString(16);
  }

  private static BigInteger quantity(JsonNode hex) {
    return new BigInteger(hex.asString().substring(2), 16);
  }
}
