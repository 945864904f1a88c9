package io.holdfast.gateway.product;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.product.Category;
import io.holdfast.api.product.Feature;
import io.holdfast.api.product.Offer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be offered, as a whole: what is left out is not there. */
record OfferWish(
    @Schema(example = "A lamp of brass") @Nullable String title,
    @Schema(example = "It gives light.") @Nullable String description,
    @Schema(example = "lamps", description = "Kept in lower case.") @Nullable String category,
    @Schema(description = "In the order in which it is shown.") @Nullable List<Line> specification,
    @Schema(description = "CIDs of images that the caller uploaded for no order.")
        @Nullable List<String> images,
    @Schema(example = "BTC") @Nullable String asset,
    @Schema(example = "250000", description = "Of one, in whole minor units.")
        @Nullable String price) {

  /** One line of a specification. */
  record Line(
      @Schema(example = "Height") @Nullable String name,
      @Schema(example = "42 cm") @Nullable String value) {
    Feature toFeature() {
      return new Feature(text(name).strip(), text(value).strip());
    }
  }

  /**
   * @throws Rejection MALFORMED_REQUEST, UNKNOWN_ASSET, AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE,
   *     AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE
   */
  Offer toOffer(Assets assets) {
    return new Offer(
        text(title).strip(),
        text(description).strip(),
        new Category(text(category)),
        present(specification).stream().map(Line::toFeature).toList(),
        present(images).stream().map(Cid::new).toList(),
        Money.positive(assets.require(asset), price));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static <T> List<T> present(@Nullable List<T> values) {
    List<T> all = values == null ? List.of() : values;
    if (all.stream().anyMatch(value -> value == null)) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A list has no gaps.");
    }
    return all;
  }
}
