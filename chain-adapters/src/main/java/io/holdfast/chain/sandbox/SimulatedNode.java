package io.holdfast.chain.sandbox;

import io.holdfast.api.error.Rejection;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The simulated chain as several threads may use it: one at a time, and a change is seen by others
 * only after it is stored. Whatever fails in between drops what is in memory, and the next to come
 * reads it again from the store. Thread-safe.
 */
final class SimulatedNode {
  /** So that the faucet has coins that are mature. */
  static final int FIRST_BLOCKS = 120;

  private static final long BLOCK_INTERVAL_SECONDS = 600;

  private final ChainStore store;
  private final Faucet faucet;
  private final Clock clock;
  private @Nullable ChainState chain;
  private int savedBlocks;

  SimulatedNode(ChainStore store, Faucet faucet, Clock clock) {
    this.store = store;
    this.faucet = faucet;
    this.clock = clock;
  }

  synchronized <T> T read(Function<ChainState, T> question) {
    return question.apply(loaded());
  }

  /** A change that refuses must do so before it changes anything. */
  synchronized <T> T change(Function<ChainState, T> change) {
    ChainState before = loaded();
    chain = null;
    try {
      T result = change.apply(before);
      save(before);
      chain = before;
      return result;
    } catch (NodeRefusal | Rejection refusal) {
      chain = before;
      throw refusal;
    }
  }

  long nowSeconds() {
    return clock.instant().getEpochSecond();
  }

  private ChainState loaded() {
    ChainState at = chain;
    if (at == null) {
      at = store.load().map(ChainState::restore).orElseGet(this::begin);
      savedBlocks = at.minedCount();
      chain = at;
    }
    return at;
  }

  private ChainState begin() {
    ChainState fresh = new ChainState();
    savedBlocks = fresh.minedCount();
    for (int blocksAgo = FIRST_BLOCKS; blocksAgo > 0; blocksAgo--) {
      fresh.mine(faucet.script(), nowSeconds() - blocksAgo * BLOCK_INTERVAL_SECONDS);
    }
    save(fresh);
    return fresh;
  }

  private void save(ChainState state) {
    store.save(state.minedSince(savedBlocks), state.tip().hash(), state.mempool().all());
    savedBlocks = state.minedCount();
  }
}
