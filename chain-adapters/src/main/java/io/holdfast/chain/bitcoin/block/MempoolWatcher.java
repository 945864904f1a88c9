package io.holdfast.chain.bitcoin.block;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.bitcoin.store.ChainFacts;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at what waits to be mined. A payment seen here is a promise and no more: the ledger shows
 * it and credits nothing. One that vanishes without being replaced stays as it is, for it may come
 * back.
 *
 * <p>What was looked at is remembered in memory only, and looked at again after a restart. Used by
 * one thread.
 */
public final class MempoolWatcher {
  /** So many transactions at one look; the others wait for the next. */
  private static final int MOST_AT_ONCE = 2_000;

  private final BitcoinRpc node;
  private final ChainFacts facts;
  private final PaymentReports payments;
  private final Clock clock;
  private Set<String> seen = Set.of();

  public MempoolWatcher(BitcoinRpc node, ChainFacts facts, PaymentReports payments, Clock clock) {
    this.node = node;
    this.facts = facts;
    this.payments = payments;
    this.clock = clock;
  }

  public void look() {
    List<String> waiting = node.mempool();
    List<String> fresh =
        waiting.stream().filter(txid -> !seen.contains(txid)).limit(MOST_AT_ONCE).toList();
    if (!fresh.isEmpty()) {
      facts.takeIn(stillWaiting(fresh), clock.millis());
    }
    payments.replaced();
    Set<String> looked = new HashSet<>(fresh);
    waiting.stream().filter(seen::contains).forEach(looked::add);
    seen = looked;
  }

  /** A node that keeps an index of all transactions also answers for those mined meanwhile. */
  private List<Transaction> stillWaiting(List<String> txids) {
    return node.transactions(txids).stream()
        .filter(transaction -> transaction.blockHash() == null)
        .toList();
  }
}
