package io.holdfast.command.withdrawal;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;

/**
 * What the ledger knows of one withdrawal: one type for each state it can be in. Only the states
 * after signing have a payment that can be sent, confirmed or settled.
 */
public sealed interface Withdrawal {
  /** Nobody has asked. */
  Unrequested UNREQUESTED = new Unrequested();

  /**
   * @throws Rejection NOT_FOUND
   */
  Requested requireRequested();

  /** There is no such withdrawal. */
  record Unrequested() implements Withdrawal {
    @Override
    public Requested requireRequested() {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such withdrawal.");
    }
  }

  /** A withdrawal somebody has asked for. */
  sealed interface Requested extends Withdrawal {
    Terms terms();

    @Override
    default Requested requireRequested() {
      return this;
    }
  }

  /** Nothing is signed: people may still stop it. */
  sealed interface Unsigned extends Requested {}

  /** Signed bytes are stored: they, and no others, are ever sent. */
  sealed interface Paying extends Requested {
    SignedPayment payment();
  }

  /** Over, and the hold is released. */
  sealed interface Ended extends Requested {}

  /** A second person must agree first. */
  record AwaitingApproval(Terms terms) implements Unsigned {}

  /** It may be signed. */
  record Approved(Terms terms) implements Unsigned {}

  /** Signed, and perhaps sent. */
  record Signed(Terms terms, SignedPayment payment) implements Paying {}

  /** A node took it. */
  record Broadcast(Terms terms, SignedPayment payment) implements Paying {}

  /** In a block that can still lose its place. */
  record Confirming(Terms terms, SignedPayment payment, BlockRef block, long confirmations)
      implements Paying {}

  /** Final, and the hold is captured. */
  record Settled(Terms terms, SignedPayment payment, BlockRef block) implements Paying {}

  /** A second person refused. */
  record Rejected(Terms terms) implements Ended {}

  /** The one who asked thought better of it. */
  record Cancelled(Terms terms) implements Ended {}

  /**
   * It can never be paid.
   *
   * @param lostFee what the chain took all the same
   */
  record Failed(Terms terms, BigInteger lostFee) implements Ended {}
}
