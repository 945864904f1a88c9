package io.holdfast.api.quote;

import io.holdfast.api.Ids;
import io.holdfast.api.error.Rejection;

/** Names one quote. */
public record QuoteId(String value) {
  public static final String PREFIX = "quote:";

  /**
   * @throws Rejection MALFORMED_ID
   */
  public QuoteId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
