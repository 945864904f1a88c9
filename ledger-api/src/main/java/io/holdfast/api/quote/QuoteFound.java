package io.holdfast.api.quote;

import org.jspecify.annotations.Nullable;

/**
 * @param made null where the scope has no such quote
 * @param orderId of the order that was made by it; null as long as there is none
 */
public record QuoteFound(@Nullable QuoteMade made, @Nullable String orderId) {
  public static final QuoteFound NOTHING = new QuoteFound(null, null);
}
