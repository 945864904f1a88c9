package io.holdfast.chain.reconcile;

/**
 * What may be done without asking anybody where an observation was missed: the block's are taken in
 * again, on the path on which they come the first time, which takes what is there already for what
 * it is. Used on the rail's thread.
 */
@FunctionalInterface
public interface Repair {
  /**
   * Takes in again what our chain's block of this height says, and tells the ledger.
   *
   * @return false where that is no block that was ever taken in
   */
  boolean takeInAgain(long height);
}
