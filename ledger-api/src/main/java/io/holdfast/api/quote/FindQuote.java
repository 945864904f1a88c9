package io.holdfast.api.quote;

import io.holdfast.api.query.Scope;

/**
 * One quote, from the log itself, as soon as it was appended; answered by the query side with
 * {@link QuoteFound}.
 */
public record FindQuote(Scope scope, QuoteId quoteId) {}
