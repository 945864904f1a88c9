package io.holdfast.chain.port;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.chain.port.Holdings.Holding;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What a rail's own facts say of its money, of one asset. All but {@link #sum} is asked on the
 * rail's thread, while nothing is taken in or back, so that everything is said of the cursor's
 * block.
 */
public interface OwnFacts {
  Asset asset();

  /** Where the cursor stands; empty before the first block, and while a block is half in or out. */
  Optional<BlockRef> cursor();

  /**
   * The block after which the chain must say what was ours before anything is compared, for our
   * facts begin after it. Empty once that is known, and where facts begin with nothing.
   */
  default Optional<BlockRef> beginning() {
    return Optional.empty();
  }

  /**
   * Remembers for ever what was ours after this block: the one that was asked for or, where the
   * chain has forgotten what was then, the cursor's.
   */
  default void beginWith(BlockRef block, List<Holding> ours) {}

  /** Chain and facts name the same at the cursor's block: nothing was missed up to it. */
  default void agree(BlockRef block) {}

  /** All that is ours by our facts. What waits for a block counts on neither side. */
  List<Holding> held();

  /** The sum of {@link #held}, also while blocks come and go; asked by any thread. */
  BigInteger sum();

  /** How much {@link #held} has of this; zero where it has nothing. */
  BigInteger amountOf(String subject);

  /** Transactions that spent money of ours and are none of our payments. */
  List<Lost> spentElsewhere();

  /** Why the chain may hold what the ledger does not owe, whatever the ledger says. */
  List<Part> unowed();

  /** Parts of what is held, for those who look. */
  List<Part> ofWhich();

  /** How much of these stands in blocks of our chain, up to the cursor's. */
  List<Part> mined(List<InFlight> inFlight);

  /** What is known of something that the chain holds and {@link #held} does not, or not so much. */
  List<Evidence> about(String subject);

  /** The blocks of our chain, the lowest first, that may say what we missed of this. */
  List<Long> mayTellOf(Holding missed);

  /** What one transaction took. */
  record Lost(String transaction, BigInteger amount, List<Evidence> evidence) {
    public Lost {
      evidence = List.copyOf(evidence);
    }
  }

  /** A named part of a sum, with its sign. Parts of one name add up. */
  record Part(String name, BigInteger amount) {}
}
