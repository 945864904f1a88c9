package io.holdfast.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A real bitcoind on a regtest network of its own, with an empty chain, a wallet that plays
 * "somebody outside", and ports that are free. It ends with {@link #close} or with this JVM. Where
 * none can be had, a test fails on CI and is skipped, loudly, elsewhere.
 *
 * <p>Amounts are satoshi. Not for several threads at once.
 */
public final class TestBitcoind implements AutoCloseable {
  public static final String USER = "holdfast";
  public static final String PASSWORD = "regtest";

  /** Blocks after which a block's reward may be spent. */
  private static final int COINBASE_MATURITY = 100;

  private static final int SATOSHI_SCALE = 8;
  private static final long REPLACEMENT_FEE_SATS = 20_000;
  private static final int TRIES = 3;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int rpcPort;
  private final int peerPort;
  private final List<String> command;
  private final NodeRpc rpc;
  private GuardedProcess process;

  private TestBitcoind(Path program, List<String> options) throws IOException {
    this.folder = Files.createTempDirectory("holdfast-bitcoind");
    this.rpcPort = Programs.freePort();
    this.peerPort = Programs.freePort();
    this.command = command(program, options);
    this.rpc = NodeRpc.withPassword(url(), USER, PASSWORD);
    this.process = GuardedProcess.start(command);
  }

  /** A node that is ready, with its wallet, and no block but the first. */
  public static TestBitcoind start(String... options) {
    Path program = program();
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

  private static TestBitcoind started(Path program, List<String> options) {
    TestBitcoind node;
    try {
      node = new TestBitcoind(program, options);
    } catch (IOException e) {
      throw new UncheckedIOException("bitcoind does not start", e);
    }
    try {
      node.awaitReady();
      node.call("createwallet", "outside");
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** As {@link #start}, with coins that the wallet can spend. */
  public static TestBitcoind startFunded(String... options) {
    TestBitcoind node = start(options);
    node.mine(COINBASE_MATURITY + 10);
    return node;
  }

  private static Path program() {
    return Peer.orEndOfTest(BitcoindBinary::locate);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + rpcPort + "/");
  }

  /** Any call of the node, as {@code bitcoin-cli} makes it. */
  public JsonNode call(String method, Object... params) {
    return rpc.call(method, params);
  }

  // ---- the chain

  public long height() {
    return call("getblockcount").asLong();
  }

  public String headHash() {
    return call("getbestblockhash").asString();
  }

  public String hashAt(long height) {
    return call("getblockhash", height).asString();
  }

  /**
   * Mines blocks with all that waits, the reward going to the wallet. Answers with their hashes.
   */
  public List<String> mine(int blocks) {
    return mine(blocks, newAddress());
  }

  public List<String> mine(int blocks, String rewardAddress) {
    return strings(call("generatetoaddress", blocks, rewardAddress));
  }

  /** Mines blocks that leave all waiting transactions where they are. */
  public List<String> mineEmpty(int blocks) {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      hashes.add(call("generateblock", newAddress(), List.of()).get("hash").asString());
    }
    return hashes;
  }

  /**
   * Takes away the newest blocks and mines one empty block more than were taken. The transactions
   * of the lost blocks wait again.
   */
  public List<String> reorganise(int depthBlocks) {
    invalidate(height() - depthBlocks + 1);
    return mineEmpty(depthBlocks + 1);
  }

  /** The node drops its block of this height and all that stand on it. */
  public void invalidate(long height) {
    call("invalidateblock", hashAt(height));
  }

  // ---- the wallet outside

  public String newAddress() {
    return call("getnewaddress", "", "bech32").asString();
  }

  /** Pays from the wallet. Answers with the transaction's id. */
  public String pay(String address, long sats) {
    return payMany(Map.of(address, sats));
  }

  /** Pays several addresses in one transaction. */
  public String payMany(Map<String, Long> satsByAddress) {
    return call("sendmany", "", bitcoins(satsByAddress)).asString();
  }

  /** Replaces a waiting payment of the wallet by the same one with a higher fee. */
  public String bumpFee(String txid) {
    return call("bumpfee", txid).get("txid").asString();
  }

  /**
   * Replaces a waiting payment of the wallet by one that spends the same coins on another thing,
   * and more of the wallet where they are not enough.
   */
  public String replace(String txid, String address, long sats) {
    JsonNode replaced = call("gettransaction", txid, true, true);
    List<Map<String, Object>> inputs = new ArrayList<>();
    long available = 0;
    for (JsonNode input : replaced.get("decoded").get("vin")) {
      String from = input.get("txid").asString();
      int index = input.get("vout").asInt();
      inputs.add(Map.of("txid", from, "vout", index));
      available += sats(call("gettransaction", from, true, true).get("decoded"), index);
    }
    for (JsonNode coin : call("listunspent", 1)) {
      if (available >= sats + 2 * REPLACEMENT_FEE_SATS) {
        break;
      }
      inputs.add(Map.of("txid", coin.get("txid").asString(), "vout", coin.get("vout").asInt()));
      available += coin.get("amount").decimalValue().movePointRight(SATOSHI_SCALE).longValueExact();
    }
    Map<String, Long> outputs = new LinkedHashMap<>();
    outputs.put(address, sats);
    outputs.put(newAddress(), available - sats - REPLACEMENT_FEE_SATS);
    String unsigned = call("createrawtransaction", inputs, bitcoins(outputs), 0, true).asString();
    JsonNode signed = call("signrawtransactionwithwallet", unsigned);
    return call("sendrawtransaction", signed.get("hex").asString()).asString();
  }

  // ---- two nodes

  /** Joins this node to another, and waits until both have the same head. */
  public void connect(TestBitcoind other) {
    call("addnode", "127.0.0.1:" + other.peerPort, "onetry");
    awaitSameHead(other);
  }

  /**
   * Hands this node's chain to another that it is not joined to, which goes over to it if it is the
   * longer one.
   */
  public void handChainTo(TestBitcoind other) {
    long shared = Math.min(height(), other.height());
    while (!hashAt(shared).equals(other.hashAt(shared))) {
      shared--;
    }
    for (long height = shared + 1; height <= height(); height++) {
      other.call("submitblock", call("getblock", hashAt(height), 0).asString());
    }
  }

  /** Cuts this node off from all others, or lets it speak to them again. */
  public void setNetworkActive(boolean active) {
    call("setnetworkactive", active);
    if (!active) {
      await()
          .atMost(SYNC_LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> call("getconnectioncount").asInt() == 0);
    }
  }

  public void awaitSameHead(TestBitcoind other) {
    await()
        .atMost(SYNC_LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> headHash().equals(other.headHash()));
  }

  // ---- faults

  /** The process stands still: connections are taken and nothing is answered. */
  public void hang() {
    process.signal("STOP");
  }

  public void resume() {
    process.signal("CONT");
  }

  /**
   * Ends the process at once, as a crash does. The data stay, but a node writes its chain down only
   * now and then: it may come back with an older one.
   */
  public void kill() {
    process.kill();
  }

  /** Starts again after {@link #kill}, on the same data and ports. */
  public void restart() {
    process = GuardedProcess.start(command);
    awaitReady();
    if (strings(call("listwallets")).isEmpty()) {
      call("loadwallet", "outside");
    }
  }

  @Override
  public void close() {
    process.kill();
    TestFolders.delete(folder);
  }

  private void awaitReady() {
    await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .failFast("bitcoind ended: " + folder, () -> !process.isAlive())
        .until(this::answers);
  }

  private boolean answers() {
    try {
      call("getblockcount");
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
                "-regtest",
                "-server",
                "-datadir=" + folder,
                "-bind=127.0.0.1:" + peerPort,
                "-listenonion=0",
                "-dnsseed=0",
                "-rpcbind=127.0.0.1",
                "-rpcallowip=127.0.0.1",
                "-rpcport=" + rpcPort,
                "-rpcuser=" + USER,
                "-rpcpassword=" + PASSWORD,
                "-fallbackfee=0.00010",
                "-keypool=20"));
    words.addAll(options);
    if (hasCorePolicy(program)) {
      words.add("-corepolicy");
    }
    return List.copyOf(words);
  }

  /** Knots refuses some transactions that Core takes, unless it is told to take Core's rules. */
  private static boolean hasCorePolicy(Path program) {
    return CommandLine.run(Path.of("/"), Map.of(), List.of(program.toString(), "-help"))
        .contains("-corepolicy");
  }

  private static long sats(JsonNode transaction, int index) {
    BigDecimal value = transaction.get("vout").get(index).get("value").decimalValue();
    return value.movePointRight(SATOSHI_SCALE).longValueExact();
  }

  private static Map<String, String> bitcoins(Map<String, Long> satsByAddress) {
    Map<String, String> amounts = new LinkedHashMap<>();
    satsByAddress.forEach(
        (address, sats) ->
            amounts.put(address, BigDecimal.valueOf(sats, SATOSHI_SCALE).toPlainString()));
    return amounts;
  }

  private static List<String> strings(@Nullable JsonNode array) {
    List<String> strings = new ArrayList<>();
    if (array != null) {
      array.forEach(each -> strings.add(each.asString()));
    }
    return strings;
  }
}
