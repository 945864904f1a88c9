package io.holdfast.api.product;

import io.holdfast.api.Ids;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;

/** Names one product. Short enough to be an item's reference in an order. */
public record ProductId(String value) {
  public static final String PREFIX = "product:";
  private static final int MAX_LENGTH = 96;

  /**
   * @throws Rejection MALFORMED_ID
   */
  public ProductId {
    value = Ids.require(PREFIX, value);
    if (value.length() > MAX_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_ID, "A product's id has at most " + MAX_LENGTH + " characters.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
