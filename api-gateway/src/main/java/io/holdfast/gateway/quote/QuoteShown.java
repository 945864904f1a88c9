package io.holdfast.gateway.quote;

import io.holdfast.api.quote.QuoteMade;
import io.holdfast.api.quote.Rounding;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an amount is in shillings.
 *
 * @param rate whole units of the second asset for one of the first
 * @param source who named the rate
 * @param ratedAtMillis when the source did
 * @param expiresAtMillis the first moment at which no order is made by it any more
 * @param orderId of the order that was made by it
 */
record QuoteShown(
    @Schema(example = "quote:4f1c") String quoteId,
    Part from,
    Part to,
    @Schema(example = "13000000.25") String rate,
    @Schema(implementation = Rounding.class) String rounding,
    @Schema(example = "settings") String source,
    long ratedAtMillis,
    long quotedAtMillis,
    long expiresAtMillis,
    @Nullable String orderId) {
  /**
   * An amount.
   *
   * @param amount in minor units
   */
  record Part(@Schema(example = "BTC") String asset, @Schema(example = "15000") String amount) {}

  static QuoteShown of(QuoteMade made, @Nullable String orderId) {
    return new QuoteShown(
        made.quoteId(),
        new Part(made.fromAsset(), made.fromAmount()),
        new Part(made.toAsset(), made.toAmount()),
        made.rate(),
        made.rounding(),
        made.source(),
        made.ratedAtMillis(),
        made.quotedAtMillis(),
        made.expiresAtMillis(),
        orderId);
  }
}
