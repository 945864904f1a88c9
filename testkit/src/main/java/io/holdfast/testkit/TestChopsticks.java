package io.holdfast.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.core.TerminalFailureException;
import tools.jackson.databind.JsonNode;

/**
 * A real Substrate runtime (Rococo's Asset Hub at its genesis) on a chain of its own, run by
 * chopsticks on a free port. A block is made only when the test says so. It ends with {@link
 * #close} or with this JVM. Where none can be had, a test fails on CI and is skipped, loudly,
 * elsewhere.
 *
 * <p>Two things are chopsticks' own and no chain's: its finalized block is always its head, and
 * goes back with it; and it makes a block of its own at its start, so that the first height is 1.
 *
 * <p>Amounts are the chain's smallest unit, a trillionth of a ROC. The chain is in memory: {@link
 * #kill} loses it. Not for several threads at once.
 */
public final class TestChopsticks implements AutoCloseable {
  private static final int TRIES = 3;
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private static final long SLOT_MILLIS = 12_000;

  /** Where the chain keeps {@code Timestamp.Now}. */
  private static final String CLOCK =
      "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";

  private final int port;
  private final NodeRpc rpc;
  private final GuardedProcess process;
  private int forks;

  private TestChopsticks(Path program) throws IOException {
    this.port = Programs.freePort();
    this.rpc = NodeRpc.open(URI.create("http://127.0.0.1:" + port + "/"));
    this.process = GuardedProcess.start(command(program));
  }

  public static TestChopsticks start() {
    Path program = Peer.orEndOfTest(ChopsticksBinary::locate);
    for (int tries = 1; ; tries++) {
      try {
        return started(program);
      } catch (TerminalFailureException e) {
        if (tries == TRIES) {
          throw e; // not only a port that somebody else took in the meantime
        }
      }
    }
  }

  private static TestChopsticks started(Path program) {
    TestChopsticks node;
    try {
      node = new TestChopsticks(program);
    } catch (IOException e) {
      throw new UncheckedIOException("chopsticks does not start", e);
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
    return URI.create("ws://127.0.0.1:" + port + "/");
  }

  /** Any call of the node. */
  public JsonNode call(String method, Object... params) {
    return rpc.call(method, params);
  }

  // ---- the chain

  public long height() {
    return Long.decode(call("chain_getHeader").get("number").asString());
  }

  public String hash(long height) {
    return call("chain_getBlockHash", height).asString();
  }

  /** Makes blocks, the first with all that waits. */
  public void newBlocks(int count) {
    call("dev_newBlock", Map.of("count", count));
  }

  /** Goes back to a block; those above it are no part of the chain any more. */
  public void setHead(long height) {
    call("dev_setHead", hash(height));
  }

  /** Milliseconds since 1970, as the chain's newest block says. */
  public long clockMillis() {
    byte[] now = HexFormat.of().parseHex(call("state_getStorage", CLOCK).asString().substring(2));
    return ByteBuffer.wrap(now).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /**
   * Takes away the newest blocks and makes one block more than were taken. What stood in the lost
   * blocks does not wait again. An empty block on the same parent would be the same block: the new
   * ones are made later.
   */
  public void reorganise(int depthBlocks) {
    setHead(height() - depthBlocks);
    forks++;
    call("dev_timeTravel", clockMillis() + forks * SLOT_MILLIS);
    newBlocks(depthBlocks + 1);
  }

  /** Writes into the chain's storage, by the names of its metadata, from the head on. */
  public void setStorage(Map<String, ?> storage) {
    call("dev_setStorage", storage);
  }

  /**
   * Gives an account so much, out of nowhere, from the head on.
   *
   * @param address in any spelling that polkadot-js takes
   */
  public void setBalance(String address, BigInteger amount) {
    Map<String, ?> account = Map.of("providers", 1, "data", Map.of("free", amount.toString()));
    setStorage(Map.of("System", Map.of("Account", List.of(List.of(List.of(address), account)))));
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
        .pollInterval(Duration.ofMillis(50))
        .failFast("chopsticks ended", () -> !process.isAlive())
        .until(this::answers);
  }

  private boolean answers() {
    try {
      call("chain_getHeader");
      return true;
    } catch (UncheckedIOException | NodeRefused e) {
      return false;
    }
  }

  private List<String> command(Path program) {
    return List.of(
        program.toString(),
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--build-block-mode",
        "Manual",
        "--allow-unresolved-imports",
        "true");
  }
}
