package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.xdr.Envelope;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where closed ledgers live between two starts, and for several programs at once. They are only
 * ever added: from the transactions and the times, the whole chain can be made again.
 */
interface LedgerStore {
  record Stored(long sequence, long closeTimeSeconds, List<Envelope> transactions) {}

  /** Those after this one, in their order. */
  List<Stored> after(long sequence);

  /** Keeps a ledger. Only in turn. */
  void append(Stored ledger);

  /**
   * Does this while no other program closes a ledger. What it appends is kept when it returns, and
   * not at all when it throws.
   */
  <T> T inTurn(Supplier<T> work);
}
