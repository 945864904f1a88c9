package io.holdfast.api.query;

import java.util.List;

/**
 * What chains say that these wallets hold of the chains' own assets; answered with {@link
 * NativeBalances} within a few seconds, whatever the nodes do.
 *
 * @param wallets ids, {@code wallet:<kind>:<address>}
 */
public record FindNativeBalances(List<String> wallets) {
  public FindNativeBalances {
    wallets = List.copyOf(wallets);
  }
}
