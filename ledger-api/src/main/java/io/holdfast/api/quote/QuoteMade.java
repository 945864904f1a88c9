package io.holdfast.api.quote;

import org.axonframework.serialization.Revision;

/**
 * Somebody was told what an amount is in another asset, and may order by it until it expires.
 * Amounts are minor units.
 *
 * @param rate whole units of the second asset for one of the first, in decimal digits
 * @param rounding a {@link Rounding}
 * @param source who named the rate
 * @param ratedAtMillis when the source did
 * @param expiresAtMillis the first moment at which it no longer holds
 */
@Revision("1")
public record QuoteMade(
    String quoteId,
    String ownerId,
    String fromAsset,
    String fromAmount,
    String toAsset,
    String toAmount,
    String rate,
    String rounding,
    String source,
    long ratedAtMillis,
    long quotedAtMillis,
    long expiresAtMillis)
    implements QuoteEvent {}
