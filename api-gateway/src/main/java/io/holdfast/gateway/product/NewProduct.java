package io.holdfast.gateway.product;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is offered for the first time, and whose account is paid. The caller is the seller. */
record NewProduct(
    @Schema(example = "account:bob-main", description = "The seller's own.")
        @Nullable String accountId,
    @Schema(example = "A lamp of brass") @Nullable String title,
    @Schema(example = "It gives light.") @Nullable String description,
    @Schema(example = "lamps", description = "Kept in lower case.") @Nullable String category,
    @Schema(description = "In the order in which it is shown.")
        @Nullable List<OfferWish.Line> specification,
    @Schema(description = "CIDs of images that the caller uploaded for no order.")
        @Nullable List<String> images,
    @Schema(example = "BTC") @Nullable String asset,
    @Schema(example = "250000", description = "Of one, in whole minor units.")
        @Nullable String price) {
  OfferWish offer() {
    return new OfferWish(title, description, category, specification, images, asset, price);
  }
}
