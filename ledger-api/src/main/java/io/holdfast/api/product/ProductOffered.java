package io.holdfast.api.product;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Somebody offers something: version 1 of it.
 *
 * @param price of one, in minor units of the asset
 */
@Revision("1")
public record ProductOffered(
    String productId,
    String sellerId,
    String sellerAccountId,
    String title,
    String description,
    String category,
    List<Feature> specification,
    List<Image> images,
    String asset,
    String price)
    implements ProductEvent {
  public ProductOffered {
    specification = List.copyOf(specification);
    images = List.copyOf(images);
  }
}
