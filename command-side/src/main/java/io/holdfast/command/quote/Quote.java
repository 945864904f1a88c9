package io.holdfast.command.quote;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.api.quote.QuoteMade;
import io.holdfast.api.quote.QuoteUsed;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of one quote. */
public sealed interface Quote {
  /** Nobody has asked for it. */
  Unmade UNMADE = new Unmade();

  /**
   * @throws Rejection NOT_FOUND
   */
  Made requireMade();

  /** There is no such quote. */
  record Unmade() implements Quote {
    @Override
    public Made requireMade() {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such quote.");
    }
  }

  /**
   * @param orderId of the order that was made by it, or null
   */
  record Made(QuoteMade told, @Nullable String orderId) implements Quote {
    @Override
    public Made requireMade() {
      return this;
    }
  }

  /** The quote after what happened to it. */
  static Quote evolve(Quote before, QuoteEvent event) {
    return switch (event) {
      case QuoteMade told -> new Made(told, null);
      case QuoteUsed used -> new Made(before.requireMade().told(), used.orderId());
    };
  }
}
