package io.holdfast.api.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is bought, as it was when the order was made.
 *
 * @param reference the seller's own name for it, or a product's id
 * @param metadata its description and pictures, or null
 */
public record Item(String reference, String title, @Nullable Cid metadata) {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,119}");
  private static final int MAX_TITLE = 200;

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public Item {
    if (!REFERENCE.matcher(reference).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "An item's reference is 1 to 120 letters, digits, '.', '_', ':' or '-'.");
    }
    if (title.isBlank()
        || title.length() > MAX_TITLE
        || title.chars().anyMatch(Character::isISOControl)) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "An item's title is 1 to " + MAX_TITLE + " characters.");
    }
  }
}
