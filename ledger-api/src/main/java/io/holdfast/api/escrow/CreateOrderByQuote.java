package io.holdfast.api.escrow;

import io.holdfast.api.Command;
import io.holdfast.api.money.Money;
import io.holdfast.api.quote.QuoteId;

/**
 * Makes an order whose price the seller has named in another asset than it is paid in. The quote
 * says what that is; it is used up in the same append.
 *
 * @param named the price as the seller has it: what was quoted
 * @param order with the price that the quote says
 */
public record CreateOrderByQuote(QuoteId quoteId, Money named, CreateOrder order)
    implements Command {
  @Override
  public String targetId() {
    return order.targetId();
  }
}
