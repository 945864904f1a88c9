package io.holdfast.chain.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the simulated chain lives between two starts, and for several programs at once. */
interface ChainStore {
  /** Counts the changes; 0 before the first. */
  long version();

  /** The chain as it was saved last, or empty at the first start. */
  Optional<StoredChain> load();

  /**
   * Keeps a change, whole or not at all, and counts it.
   *
   * @param change what differs from the chain of this version
   * @throws StaleChain when another program has changed it since
   */
  void save(long version, Change change);

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

  /** What was decided was decided on a chain that is no more: decide again. */
  final class StaleChain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleChain() {
      super("another program has changed the sandbox's chain");
    }
  }
}
