package io.holdfast.api.quote;

import io.holdfast.api.Event;

/** What happened to a quote. */
public sealed interface QuoteEvent extends Event permits QuoteMade, QuoteUsed {
  String quoteId();

  @Override
  default String streamId() {
    return quoteId();
  }
}
