package io.holdfast.chain.stellar.block;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.stellar.rpc.EventFilter;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import java.util.List;

/**
 * Makes sure that a node tells of classic payments, which it need not: then every payment but those
 * of contracts would pass unseen. Every transaction pays a fee, so a ledger with transactions and
 * without an event of a fee comes from a node that does not tell. Asked until a ledger has
 * transactions, and never again: so no ledger with transactions is taken in before. Thread-safe.
 */
public final class ClassicEvents {
  private volatile boolean told;

  void require(StellarRpc rpc, long sequence, EventFilter anyFee) {
    if (told || !rpc.hasTransactions(sequence)) {
      return;
    }
    if (rpc.events(sequence, sequence, List.of(anyFee)).isEmpty()) {
      throw new NodeAnsweredRubbish(
          "the node tells no events of classic payments (CAP-67): it cannot be followed");
    }
    told = true;
  }
}
