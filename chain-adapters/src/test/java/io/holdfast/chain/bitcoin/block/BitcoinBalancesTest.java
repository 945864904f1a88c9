package io.holdfast.chain.bitcoin.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.money.Asset;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.chain.bitcoin.rpc.CoinScan;
import io.holdfast.chain.bitcoin.rpc.CoinScan.ScannedCoin;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.port.BalanceSource.Told;
import io.holdfast.chain.rpc.NodeOfAnotherChain;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.Test;

/** A look for coins is dear, so it is bounded in every way. */
class BitcoinBalancesTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final String REGTEST = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
  private static final String MAINNET = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> asked = new ArrayList<>();

  @Test
  void addsUpTheCoinsThatTheNodeFinds() {
    BitcoinBalances balances = over(node("regtest", () -> scan(70_000, 80_000)));

    assertThat(balances.ask(REGTEST)).contains(Told.of(BigInteger.valueOf(150_000), 7));
  }

  @Test
  void knowsWhichAddressesAreOfItsNetworkWithoutANode() {
    BitcoinBalances balances = over();

    assertThat(balances.isOnChain(REGTEST)).isTrue();
    assertThat(balances.isOnChain(MAINNET)).isFalse();
    assertThat(balances.isOnChain("rubbish")).isFalse();
    assertThat(balances.chain()).contains("regtest");
  }

  @Test
  void tellsNothingWhereNoNodeMayBeAskedToLook() {
    assertThat(over().ask(REGTEST)).isEmpty();
  }

  @Test
  void breaksOffWhatTakesTooLongAndLetsNobodyLookForAnHour() {
    BitcoinBalances balances =
        over(
            node(
                "regtest",
                () -> {
                  throw new NodeTimedOut("too slow");
                }));

    assertThatThrownBy(() -> balances.ask(REGTEST)).isInstanceOf(NodeTimedOut.class);
    assertThat(asked).containsExactly("chainInfo", "scan", "abortScan");

    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThatThrownBy(() -> balances.ask(REGTEST)).isInstanceOf(NodeTimedOut.class);
    assertThat(asked).hasSize(3);

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThatThrownBy(() -> balances.ask(REGTEST)).isInstanceOf(NodeTimedOut.class);
    assertThat(asked).hasSize(6);
  }

  @Test
  void asksTheNextNodeWhereOneIsAwayOrOfAnotherNetwork() {
    BitcoinBalances balances =
        over(
            node(
                "regtest",
                () -> {
                  throw new NodeUnreachable("away");
                }),
            node("main", () -> scan(1)),
            node("regtest", () -> scan(2)));

    assertThat(balances.ask(REGTEST).orElseThrow().amount()).isEqualTo(2);
    assertThat(asked).containsExactly("chainInfo", "scan", "chainInfo", "chainInfo", "scan");
  }

  @Test
  void believesNoNodeOfAnotherNetwork() {
    BitcoinBalances balances = over(node("main", () -> scan(1)));

    assertThatThrownBy(() -> balances.ask(REGTEST)).isInstanceOf(NodeOfAnotherChain.class);
    assertThat(asked).containsExactly("chainInfo");
  }

  private static CoinScan scan(long... sats) {
    List<ScannedCoin> coins = new ArrayList<>();
    for (long each : sats) {
      coins.add(new ScannedCoin(new OutPoint("ab".repeat(32), coins.size()), each, "", 5, false));
    }
    return new CoinScan(7, "cd".repeat(32), coins);
  }

  private BitcoinBalances over(BitcoinRpc... nodes) {
    return new BitcoinBalances(
        List.of(nodes).stream().map(node -> new BitcoinBalances.Node(node, node)).toList(),
        BitcoinNetwork.REGTEST,
        BTC,
        nanos::get);
  }

  /** A node that can do these three things, and says what it was asked. */
  private BitcoinRpc node(String network, Supplier<CoinScan> look) {
    return (BitcoinRpc)
        Proxy.newProxyInstance(
            BitcoinRpc.class.getClassLoader(),
            new Class<?>[] {BitcoinRpc.class},
            (_, method, _) -> {
              asked.add(method.getName());
              return switch (method.getName()) {
                case "chainInfo" -> new ChainInfo(network, 7, 7, "cd".repeat(32), false, 0);
                case "scan" -> look.get();
                case "abortScan" -> null;
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }
}
