package io.holdfast.chain.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the simulated chain lives between two starts, and for several programs at once. */
interface ChainStore {
  /** Counts the changes; 0 before the first. */
  long version();

  /** The chain as it was saved last, or empty at the first start. */
  Optional<StoredChain> load();

  /**
   * Does this while no other program changes the chain. What it saves is kept when it returns, and
   * not at all when it throws.
   */
  <T> T inTurn(Supplier<T> work);

  /** Keeps a change and counts it. Only in turn. */
  void save(Change change);

  /**
   * A change of the chain.
   *
   * @param newBlocks what was mined
   * @param tip the newest block of the best branch
   * @param waiting all that waits, each after those it depends on
   */
  record Change(List<MinedBlock> newBlocks, String tip, Collection<Waiting> waiting) {
    public Change {
      newBlocks = List.copyOf(newBlocks);
      waiting = List.copyOf(waiting);
    }
  }
}
