package io.holdfast.chain.port;

import io.holdfast.chain.follow.Header;
import java.util.Set;

/**
 * What blocks mean for us on one chain: who was paid, what of ours was mined. The engine calls it
 * from one thread, in this order:
 *
 * <ol>
 *   <li>a block comes: {@link #store}, {@link #tellTaken}, {@link #tellConfirmations}, and the
 *       cursor moves onto it;
 *   <li>the chain says that more is final: {@link #tellConfirmations};
 *   <li>a block loses its place: {@link #tellLost}, {@link #undo}, and the cursor moves off it.
 * </ol>
 *
 * <p>Telling may be repeated after a crash, and speaks from what is stored only, never from what
 * the node says by then. What the ledger refuses is parked ({@link
 * io.holdfast.chain.ledger.Reporter#observe}), and the rest goes on.
 *
 * @param <B> the content of a block
 */
public interface BlockFacts<B> {
  /** The chain's own time of the block. */
  long minedAtMillis(B block);

  /**
   * Stores what the block means; each fact carries the block's hash. Runs in the transaction that
   * stores the block, before anybody is told.
   *
   * <p>Any block of our chain may be stored once more, however many stand on it: what is stored
   * then stays as it is, and only what was missing is added.
   */
  void store(Header header, B block);

  /**
   * Names each fact that is stored of this block, its transaction first. Two runs over the same
   * facts give the same names.
   */
  Set<String> stated(Header header);

  /** Tells the ledger what is new in this block. */
  void tellTaken(Header header);

  /** Tells the ledger how deep now lies what it does not hold final yet. */
  void tellConfirmations(Confirmations confirmations);

  /** Tells the ledger what was in this block, which lost its place. */
  void tellLost(Header header);

  /** Undoes exactly what {@link #store} stated; runs in the transaction that moves the cursor. */
  void undo(Header header);
}
