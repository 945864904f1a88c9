package io.holdfast.chain.sandbox;

import io.holdfast.api.error.Rejection;
import io.holdfast.chain.sandbox.ChainStore.Change;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The simulated chain as several threads and programs may use it: one at a time, and a change is
 * seen by others only after it is stored. What is in memory is a copy: whatever fails, and whatever
 * another program does, makes the next to come read it again from the store. Thread-safe.
 */
final class SimulatedNode {
  /** So that the faucet has coins that are mature. */
  static final int FIRST_BLOCKS = 120;

  private static final long BLOCK_INTERVAL_SECONDS = 600;

  private final ChainStore store;
  private final Faucet faucet;
  private final Clock clock;
  private @Nullable ChainState copy;
  private long version;
  private int storedBlocks;

  SimulatedNode(ChainStore store, Faucet faucet, Clock clock) {
    this.store = store;
    this.faucet = faucet;
    this.clock = clock;
  }

  synchronized <T> T read(Function<ChainState, T> question) {
    return question.apply(newest());
  }

  /** A change that refuses must do so before it changes anything. */
  synchronized <T> T change(Function<ChainState, T> change) {
    try {
      return store.inTurn(
          () -> {
            ChainState chain = newest();
            T result = change.apply(chain);
            save(chain);
            return result;
          });
    } catch (NodeRefusal | Rejection refusal) {
      throw refusal;
    } catch (RuntimeException failure) {
      copy = null;
      throw failure;
    }
  }

  long nowSeconds() {
    return clock.instant().getEpochSecond();
  }

  private ChainState newest() {
    ChainState known = copy;
    if (known == null || store.version() != version) {
      known = store.inTurn(() -> store.load().map(this::restored).orElseGet(this::begun));
      copy = known;
    }
    return known;
  }

  private ChainState restored(StoredChain stored) {
    ChainState chain = ChainState.restore(stored);
    version = stored.version();
    storedBlocks = chain.minedCount();
    return chain;
  }

  private ChainState begun() {
    ChainState chain = new ChainState();
    version = 0;
    storedBlocks = chain.minedCount();
    for (int blocksAgo = FIRST_BLOCKS; blocksAgo > 0; blocksAgo--) {
      chain.mine(faucet.script(), nowSeconds() - blocksAgo * BLOCK_INTERVAL_SECONDS);
    }
    save(chain);
    return chain;
  }

  private void save(ChainState chain) {
    store.save(
        new Change(chain.minedSince(storedBlocks), chain.tip().hash(), chain.mempool().all()));
    version++;
    storedBlocks = chain.minedCount();
  }
}
