package io.holdfast.chain.stellar.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.rpc.StellarRpc.Balance;
import io.holdfast.chain.stellar.rpc.StellarRpc.Entries;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the newest state says of an older ledger, and where it says nothing. */
class StellarHoldingsTest {
  private static final ScAddress.Account CUSTODY =
      new ScAddress.Account(Octets.ofHex("07".repeat(32)));
  private static final ClassicAsset LUMENS = new ClassicAsset.Native();
  private static final BlockRef SEVEN = new BlockRef(7, "h7");

  @Test
  void believesABalanceThatDidNotChangeSince() {
    assertThat(at(new Entries(7, has(7)))).contains(500L);
    assertThat(at(new Entries(9, has(7)))).contains(500L);
    assertThat(at(new Entries(9, has(3)))).contains(500L);
  }

  @Test
  void asksAgainForABalanceThatChangedSince() {
    assertThat(at(new Entries(9, has(8)))).isEmpty();
  }

  @Test
  void asksAgainWhileTheNodeIsBehind() {
    assertThat(at(new Entries(6, has(3)))).isEmpty();
  }

  @Test
  void believesThatNothingIsThereOnlyOfTheVeryLedger() {
    assertThat(at(new Entries(7, Map.of()))).contains(0L);
    assertThat(at(new Entries(8, Map.of()))).isEmpty();
  }

  private static Map<ClassicAsset, Balance> has(long changedIn) {
    return Map.of(LUMENS, new Balance(500, changedIn));
  }

  private static Optional<Long> at(Entries told) {
    StellarRpc node =
        (StellarRpc)
            Proxy.newProxyInstance(
                StellarRpc.class.getClassLoader(),
                new Class<?>[] {StellarRpc.class},
                (_, _, arguments) -> {
                  assertThat(arguments).containsExactly(CUSTODY, List.of(LUMENS));
                  return told;
                });
    Optional<List<Holding>> held = new StellarHoldings(node, CUSTODY, LUMENS).at(SEVEN);
    held.ifPresent(
        all ->
            assertThat(all)
                .containsExactly(
                    Holding.ofAccount(StrKey.encode(CUSTODY), all.getFirst().amount())));
    return held.map(all -> all.getFirst().amount()).map(BigInteger::longValueExact);
  }
}
