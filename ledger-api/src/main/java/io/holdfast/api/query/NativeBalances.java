package io.holdfast.api.query;

import java.util.List;

/**
 * One balance for each wallet and each rail that can see it; none for a wallet that none can see.
 *
 * @param askAgainMillis from now until one of them may be another; asked before, all are the same
 *     but for those that were still being asked for
 */
public record NativeBalances(List<NativeBalance> balances, long askAgainMillis) {
  public NativeBalances {
    balances = List.copyOf(balances);
  }
}
