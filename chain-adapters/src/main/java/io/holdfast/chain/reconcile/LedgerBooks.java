package io.holdfast.chain.reconcile;

import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the ledger says of a rail's money. */
public interface LedgerBooks {
  /**
   * What it owes while its cursor stands on this block, or empty where it has not come so far in
   * time. Everything that was told before and acknowledged is in it.
   *
   * @param inFlight takes what is not credited or not settled yet, part by part
   * @throws io.holdfast.chain.ledger.LedgerFault when it does not answer
   */
  Optional<Sum> at(BlockRef block, Consumer<List<InFlight>> inFlight);

  /** As of an index of the log. */
  record Sum(long logIndex, BigInteger owed) {}
}
