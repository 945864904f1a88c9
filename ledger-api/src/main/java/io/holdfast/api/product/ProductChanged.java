package io.holdfast.api.product;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * What is offered is another from here on; all of it stands here.
 *
 * @param version one more than that before
 * @param price of one, in minor units of the asset
 */
@Revision("1")
public record ProductChanged(
    String productId,
    long version,
    String title,
    String description,
    String category,
    List<Feature> specification,
    List<Image> images,
    String asset,
    String price)
    implements ProductEvent {
  public ProductChanged {
    specification = List.copyOf(specification);
    images = List.copyOf(images);
  }
}
