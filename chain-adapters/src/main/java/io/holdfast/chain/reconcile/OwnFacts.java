package io.holdfast.chain.reconcile;

import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Evidence;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What a rail's own facts say of its money. Asked on the rail's thread, while nothing is taken in
 * or back, so that everything is said of the cursor's block.
 */
public interface OwnFacts {
  /** Where the cursor stands; empty before the first block, and while a block is half in or out. */
  Optional<BlockRef> cursor();

  /** All that is ours by our facts. */
  List<Held> held();

  /** Whether {@link #held} has it. */
  boolean holds(String subject);

  /** Transactions that spent money of ours and are none of our payments. */
  List<Lost> spentElsewhere();

  /** Why the chain may hold what the ledger does not owe, whatever the ledger says. */
  List<Part> unowed();

  /** Parts of what is held, for those who look. */
  List<Part> ofWhich();

  /** How much of these stands in blocks of our chain, up to the cursor's. */
  List<Part> mined(List<InFlight> inFlight);

  /** What is known of something that the chain holds and {@link #held} does not. */
  List<Evidence> about(String subject);

  /** A coin, or an account's balance; the subject names it as the chain's holdings do. */
  record Held(String subject, BigInteger amount, String address) {}

  /** What one transaction took. */
  record Lost(String transaction, BigInteger amount, List<Evidence> evidence) {
    public Lost {
      evidence = List.copyOf(evidence);
    }
  }

  /** A named part of a sum, with its sign. Parts of one name add up. */
  record Part(String name, BigInteger amount) {}
}
