package io.holdfast.command.escrow;

import org.jspecify.annotations.Nullable;

/**
 * Where an order stands. Each {@link Waiting} ends by itself at its moment, in milliseconds since
 * 1970; each {@link Ended} is for good, and its pot is empty.
 */
public sealed interface Stage {
  /** Something may still happen, and does at {@code dueAtMillis} if nobody does anything. */
  sealed interface Waiting extends Stage {
    long dueAtMillis();
  }

  /** Nothing follows but payments that come too late, and go back. */
  sealed interface Ended extends Stage {}

  /**
   * The price is not there, or not all of it.
   *
   * @param asked whether the contract that keeps the money was asked for it, after its time
   */
  record Created(long dueAtMillis, boolean asked) implements Waiting {}

  /**
   * @param buyerAsksToCancel which the seller may agree to
   */
  record Funded(long dueAtMillis, boolean buyerAsksToCancel) implements Waiting {}

  /**
   * @param trackingCid null where only a contract says so
   * @param notices how often the buyer was told that it will be released
   * @param cancelAskedBy the side that wants it undone, if one does
   */
  record Shipped(
      long dueAtMillis,
      @Nullable String trackingCid,
      long shippedAtMillis,
      int notices,
      @Nullable String cancelAskedBy)
      implements Waiting {}

  /**
   * @param cancelAskedBy the side that wants it undone, if one does
   */
  record Delivered(long dueAtMillis, @Nullable String cancelAskedBy) implements Waiting {}

  /** Somebody complained. */
  sealed interface Disputed extends Waiting {
    Dispute dispute();
  }

  /** The other side is to answer. */
  record Opened(long dueAtMillis, Dispute dispute) implements Disputed {}

  /** A mediator is to decide. */
  record Answered(long dueAtMillis, Dispute dispute) implements Disputed {}

  /** Either side may appeal; then it is carried out. */
  record Decided(long dueAtMillis, Dispute dispute, Decision decision) implements Disputed {}

  /** Another mediator is to decide. */
  record Appealed(long dueAtMillis, Dispute dispute, Decision first, String appealedBy)
      implements Disputed {}

  /** The seller has the price. */
  record Released() implements Ended {}

  /** The buyer has back what was paid. */
  record Cancelled() implements Ended {}

  /** It was not paid in time; the buyer has back what was. */
  record Expired() implements Ended {}

  /** The shares are paid. */
  record Resolved(Decision decision) implements Ended {}
}
