package io.holdfast.command.deposit;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.BlockRef;

/** What the ledger knows of one inbound payment: one type for each state it can be in. */
public sealed interface Deposit {
  /** Nobody has reported it. */
  Unseen UNSEEN = new Unseen();

  /**
   * @throws Rejection NOT_FOUND
   */
  Seen requireSeen();

  /** There is no such payment. */
  record Unseen() implements Deposit {
    @Override
    public Seen requireSeen() {
      throw new Rejection(ErrorCode.NOT_FOUND, "No such payment was reported.");
    }
  }

  /** A payment that was reported. */
  sealed interface Seen extends Deposit {
    Payment payment();

    @Override
    default Seen requireSeen() {
      return this;
    }
  }

  /** A payment that can be taken into a block. */
  sealed interface Unmined extends Seen {}

  /** A payment that stands in a block which can still lose its place. */
  sealed interface Mined extends Seen {
    BlockRef block();

    long confirmations();
  }

  /** Seen, not in a block. */
  record Detected(Payment payment) implements Unmined {}

  /** Its block lost its place. What was credited is taken back. */
  record Orphaned(Payment payment) implements Unmined {}

  /** Another transaction spent its coins. */
  record Replaced(Payment payment) implements Unmined {}

  /** In a block, not deep enough. */
  record Confirming(Payment payment, BlockRef block, long confirmations) implements Mined {}

  /** In the customer's balance, and not final. */
  record Credited(Payment payment, BlockRef block, long confirmations) implements Mined {}

  /** For ever in the customer's balance. */
  record Final(Payment payment, BlockRef block) implements Seen {}

  /** Kept aside for a person to look at; never credited. */
  record Suspended(Payment payment) implements Seen {}
}
