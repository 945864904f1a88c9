package io.holdfast.chain.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the simulated chain lives between two starts. */
interface ChainStore {
  /** The chain as it was saved last, or empty at the first start. */
  Optional<StoredChain> load();

  /**
   * Keeps a change, whole or not at all.
   *
   * @param newBlocks what was mined since the last time
   * @param waiting all that waits now, each after those it depends on
   */
  void save(List<MinedBlock> newBlocks, String tip, Collection<Waiting> waiting);
}
