package io.holdfast.api.product;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Money;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is offered and for how much: one version of a product, always as a whole. Everybody reads
 * it, and the log keeps it for ever: nothing in it is secret or sealed. Texts have no control
 * characters and none that turn the direction of what stands beside them.
 *
 * @param description may have line breaks
 * @param specification in the order in which it is shown; no name twice
 * @param images of the seller's own content, the first before all; none twice
 * @param price of one
 */
public record Offer(
    String title,
    String description,
    Category category,
    List<Feature> specification,
    List<Cid> images,
    Money price) {
  public static final int MAX_TITLE = 120;
  public static final int MAX_DESCRIPTION = 4_000;
  public static final int MAX_FEATURES = 30;
  public static final int MAX_FEATURE_NAME = 60;
  public static final int MAX_FEATURE_VALUE = 200;
  public static final int MAX_IMAGES = 8;

  /** Letters, marks, digits, signs, blanks, and what joins emoji. */
  private static final Pattern LINE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\u200d ]*");

  private static final Pattern TEXT =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\u200d \\r\\n]*");

  /**
   * @throws Rejection MALFORMED_REQUEST, AMOUNT_NOT_POSITIVE
   */
  public Offer {
    specification = List.copyOf(specification);
    images = List.copyOf(images);
    require(LINE, title, MAX_TITLE, "A title");
    require(TEXT, description, MAX_DESCRIPTION, "A description");
    requireDistinct(specification.stream().map(Feature::name).toList(), MAX_FEATURES, "features");
    requireDistinct(images, MAX_IMAGES, "images");
    for (Feature feature : specification) {
      require(LINE, feature.name(), MAX_FEATURE_NAME, "A feature's name");
      require(LINE, feature.value(), MAX_FEATURE_VALUE, "A feature's value");
    }
    if (price.signum() <= 0) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "A price is greater than zero.");
    }
  }

  private static void require(Pattern form, String text, int most, String what) {
    if (text.isBlank() || text.length() > most || !form.matcher(text).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "%s has 1 to %d printable characters.".formatted(what, most));
    }
  }

  private static void requireDistinct(List<?> all, int most, String what) {
    if (all.size() > most || new HashSet<>(all).size() < all.size()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "A product has at most %d %s, and none twice.".formatted(most, what));
    }
  }
}
