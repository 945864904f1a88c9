package io.holdfast.query.product;

import io.holdfast.api.product.Feature;
import io.holdfast.api.product.Image;
import io.holdfast.api.product.ProductChanged;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.product.ProductOffered;
import io.holdfast.api.product.ProductOfferedAgain;
import io.holdfast.api.product.ProductWithdrawn;
import java.util.List;

/** What a product of bob's may tell of itself. */
public final class ProductEvents {
  public static final String SELLER = "user:bob";
  public static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
  static final List<Feature> BRASS = List.of(new Feature("Metal", "bräss \\ \t\"x\""));

  private ProductEvents() {}

  public static ProductOffered offered(String id, String seller, String title, String category) {
    return offered(id, seller, title, category, "BTC");
  }

  static ProductOffered offered(
      String id, String seller, String title, String category, String asset) {
    return new ProductOffered(
        id,
        seller,
        "account:sellers",
        title,
        "It gives light.\nBring your own oil.",
        category,
        BRASS,
        List.of(new Image(CID), new Image(CID.replace('z', 'a'))),
        asset,
        "500");
  }

  static ProductChanged changed(String id, long version, String title) {
    return new ProductChanged(
        id, version, title, "Another.", "other", List.of(), List.of(), "KES", "600");
  }

  /** Offered, changed, withdrawn and offered again. */
  public static List<ProductEvent> life(String id) {
    return List.of(
        offered(id, SELLER, "A lamp\\with\ta tab", "lamps"),
        changed(id, 2, "Oil"),
        new ProductWithdrawn(id),
        new ProductOfferedAgain(id));
  }
}
