package io.holdfast.api.quote;

import org.axonframework.serialization.Revision;

/** An order was made by this quote, in the same append; no other can be. */
@Revision("1")
public record QuoteUsed(String quoteId, String orderId) implements QuoteEvent {}
