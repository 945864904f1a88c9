package io.holdfast.api.query;

import io.holdfast.api.product.Feature;
import io.holdfast.api.product.ProductState;
import java.util.List;

/**
 * A product as it is now.
 *
 * @param images their content ids, the first before all
 * @param price of one, in minor units of the asset
 * @param version from 1, one more with each change of what it is
 * @param state a {@link ProductState}
 */
public record ProductView(
    String productId,
    String sellerId,
    String sellerAccountId,
    String title,
    String description,
    String category,
    List<Feature> specification,
    List<String> images,
    String asset,
    String price,
    long version,
    String state,
    long createdAtMillis,
    long changedAtMillis,
    long logIndex)
    implements View {
  public ProductView {
    specification = List.copyOf(specification);
    images = List.copyOf(images);
  }

  @Override
  public String key() {
    return productId;
  }
}
