package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * The order that was just made has its price by a quote: this is what the price was before, and
 * what made it what it is. It stands beside {@link OrderCreated}, so that orders without a quote
 * are as they always were.
 *
 * @param asset in which the seller named the price
 * @param amount of it, in minor units
 * @param rate whole units of the order's asset for one of the other, in decimal digits
 * @param rounding a {@link io.holdfast.api.quote.Rounding}
 * @param source who named the rate
 * @param ratedAtMillis when the source did
 */
@Revision("1")
public record OrderQuoted(
    String orderId,
    String quoteId,
    String asset,
    String amount,
    String rate,
    String rounding,
    String source,
    long ratedAtMillis)
    implements OrderEvent {}
