package io.holdfast.chain.stellar.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps ledgers in memory. Can fail as a database does. */
final class MemoryLedgerStore implements LedgerStore {
  private final List<Stored> ledgers = new ArrayList<>();
  boolean failing;

  @Override
  public List<Stored> after(long sequence) {
    return List.copyOf(ledgers.subList((int) sequence, ledgers.size()));
  }

  @Override
  public void append(Stored ledger) {
    if (failing) {
      throw new IllegalStateException("the database is away");
    }
    ledgers.add(ledger);
  }

  @Override
  public <T> T inTurn(Supplier<T> work) {
    return work.get();
  }
}
