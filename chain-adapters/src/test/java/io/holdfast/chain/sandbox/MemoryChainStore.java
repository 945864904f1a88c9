package io.holdfast.chain.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps a chain as the database does, and fails when it is told to. */
final class MemoryChainStore implements ChainStore {
  private final List<StoredBlock> blocks = new ArrayList<>();
  private StoredChain saved;
  private boolean failing;

  void fail(boolean failing) {
    this.failing = failing;
  }

  @Override
  public Optional<StoredChain> load() {
    requireUp();
    return Optional.ofNullable(saved);
  }

  @Override
  public void save(List<MinedBlock> newBlocks, String tip, Collection<Waiting> waiting) {
    requireUp();
    newBlocks.forEach(each -> blocks.add(new StoredBlock(each.sequence(), each.block())));
    List<StoredWaiting> stored =
        waiting.stream()
            .map(each -> new StoredWaiting(each.transaction(), each.enteredAtSeconds()))
            .toList();
    saved = new StoredChain(blocks, tip, stored);
  }

  private void requireUp() {
    if (failing) {
      throw new IllegalStateException("the database is away");
    }
  }
}
