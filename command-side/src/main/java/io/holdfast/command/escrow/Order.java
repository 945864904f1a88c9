package io.holdfast.command.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;

/** What the ledger knows of one order. */
public sealed interface Order {
  /** Nobody has made it. */
  Uncreated UNCREATED = new Uncreated();

  /**
   * @throws Rejection NOT_FOUND
   */
  Existing requireExisting();

  /** There is no such order. */
  record Uncreated() implements Order {
    @Override
    public Existing requireExisting() {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such order.");
    }
  }

  /** An order: what was agreed, its money, and where it stands. */
  record Existing(Terms terms, Pot pot, Stage stage) implements Order {
    @Override
    public Existing requireExisting() {
      return this;
    }

    /** Whether all that still comes is too late. */
    public boolean isOver() {
      return stage instanceof Stage.Ended;
    }

    Existing at(Stage next) {
      return new Existing(terms, pot, next);
    }

    Existing with(Pot now) {
      return new Existing(terms, now, stage);
    }
  }
}
