package io.holdfast.chain.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps a chain as the database does, and fails when it is told to. */
final class MemoryChainStore implements ChainStore {
  private final List<StoredBlock> blocks = new ArrayList<>();
  private StoredChain saved;
  private boolean failing;

  void fail(boolean failing) {
    this.failing = failing;
  }

  @Override
  public long version() {
    requireUp();
    return saved == null ? 0 : saved.version();
  }

  @Override
  public Optional<StoredChain> load() {
    requireUp();
    return Optional.ofNullable(saved);
  }

  @Override
  public <T> T inTurn(Supplier<T> work) {
    requireUp();
    return work.get();
  }

  @Override
  public void save(Change change) {
    requireUp();
    change.newBlocks().forEach(each -> blocks.add(new StoredBlock(each.sequence(), each.block())));
    List<StoredWaiting> waiting =
        change.waiting().stream()
            .map(each -> new StoredWaiting(each.transaction(), each.enteredAtSeconds()))
            .toList();
    saved = new StoredChain(version() + 1, blocks, change.tip(), waiting);
  }

  private void requireUp() {
    if (failing) {
      throw new IllegalStateException("the database is away");
    }
  }
}
