package io.holdfast.chain.bitcoin.block;

import com.github.benmanes.caffeine.cache.Ticker;
import io.holdfast.api.money.Asset;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.CoinScan;
import io.holdfast.chain.bitcoin.rpc.CoinScan.ScannedCoin;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeOfAnotherChain;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Bitcoin node finds for an address. A node has no index of addresses: it looks through all
 * that is unspent, one look at a time, which takes a moment on a small chain and minutes on a large
 * one. So only one look is under way from here; one that takes too long is broken off, and then
 * nobody looks for an hour. What waits to be mined counts for nothing.
 */
public final class BitcoinBalances implements BalanceSource {
  static final Duration REST = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(BitcoinBalances.class);

  private final List<Node> nodes;
  private final BitcoinNetwork network;
  private final Asset asset;
  private final Ticker ticker;
  private final ReentrantLock looking = new ReentrantLock();
  private long restBegan;
  private boolean resting;

  /**
   * One node by itself.
   *
   * @param patient waits for as long as a look may take
   * @param brisk tells which node it is, and breaks a look off
   */
  public record Node(BitcoinRpc patient, BitcoinRpc brisk) {}

  /**
   * @param nodes the one to ask first at the head; none where nobody is to look
   * @param ticker by which the rest is measured
   */
  public BitcoinBalances(List<Node> nodes, BitcoinNetwork network, Asset asset, Ticker ticker) {
    this.nodes = List.copyOf(nodes);
    this.network = network;
    this.asset = asset;
    this.ticker = ticker;
  }

  @Override
  public WalletKind kind() {
    return WalletKind.BITCOIN;
  }

  @Override
  public Optional<String> chain() {
    return Optional.of(
        network == BitcoinNetwork.MAINNET ? "bitcoin" : network.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Asset asset() {
    return asset;
  }

  /** Testnet and signet spell addresses alike. */
  @Override
  public boolean isOnChain(String address) {
    try {
      AddressParser.getDefault(network).parseAddress(address);
      return true;
    } catch (AddressFormatException e) {
      return false;
    }
  }

  @Override
  public Optional<Told> ask(String address) {
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    looking.lock();
    try {
      requireNoRest();
      return Optional.of(told(firstAnswer(address)));
    } finally {
      looking.unlock();
    }
  }

  private void requireNoRest() {
    resting = resting && ticker.read() - restBegan < REST.toNanos();
    if (resting) {
      throw new NodeTimedOut("no node is asked to look for coins, for the last one took too long");
    }
  }

  private CoinScan firstAnswer(String address) {
    NodeFailure failure = new NodeUnreachable("no node was asked");
    for (Node node : nodes) {
      try {
        return look(node, address);
      } catch (NodeUnreachable | NodeOfAnotherChain e) {
        failure = e;
      }
    }
    throw failure;
  }

  private CoinScan look(Node node, String address) {
    BitcoinNode.look(node.brisk(), network)
        .refusal()
        .ifPresent(
            reason -> {
              throw new NodeOfAnotherChain(reason);
            });
    try {
      return node.patient().scan(address);
    } catch (NodeTimedOut e) {
      rest(node);
      throw e;
    }
  }

  /** The node would look on for nobody. */
  private void rest(Node node) {
    resting = true;
    restBegan = ticker.read();
    try {
      node.brisk().abortScan();
    } catch (NodeFailure e) {
      LOG.warn("rail {}: a look for coins is not broken off: {}", asset.rail(), e.getMessage());
    }
  }

  private static Told told(CoinScan scan) {
    return Told.of(
        BigInteger.valueOf(scan.coins().stream().mapToLong(ScannedCoin::sats).sum()),
        scan.height());
  }
}
