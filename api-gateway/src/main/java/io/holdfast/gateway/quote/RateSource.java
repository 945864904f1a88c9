package io.holdfast.gateway.quote;

import io.holdfast.api.money.Asset;
import io.holdfast.api.quote.Rate;

/** Where rates come from. Thread-safe; may block. */
interface RateSource {
  /**
   * What one whole unit of an asset is worth now in whole units of another.
   *
   * @throws io.holdfast.api.error.Rejection UNKNOWN_PAIR where it never has one, RATE_UNAVAILABLE
   *     where it has none that is fresh
   */
  Rate require(Asset from, Asset to);
}
