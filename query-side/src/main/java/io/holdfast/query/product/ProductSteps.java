package io.holdfast.query.product;

import io.holdfast.api.error.Defect;
import io.holdfast.api.product.Image;
import io.holdfast.api.product.ProductChanged;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.product.ProductOffered;
import io.holdfast.api.product.ProductOfferedAgain;
import io.holdfast.api.product.ProductState;
import io.holdfast.api.product.ProductWithdrawn;
import io.holdfast.api.query.ProductView;
import io.holdfast.query.fold.LoggedEvent;
import java.util.List;

/** Pure: a product's row after one event. */
final class ProductSteps {
  private ProductSteps() {}

  static ProductRow offered(ProductOffered e, LoggedEvent logged) {
    return new ProductRow(
        new ProductView(
            e.productId(),
            e.sellerId(),
            e.sellerAccountId(),
            e.title(),
            e.description(),
            e.category(),
            e.specification(),
            cids(e.images()),
            e.asset(),
            e.price(),
            1,
            ProductState.OFFERED.name(),
            logged.atMillis(),
            logged.atMillis(),
            logged.index()),
        logged.index());
  }

  static ProductRow after(ProductRow row, ProductEvent event, LoggedEvent logged) {
    ProductView view =
        switch (event) {
          case ProductOffered e -> throw new Defect(e.productId() + " was offered twice");
          case ProductChanged e -> changed(row.view(), e, logged);
          case ProductWithdrawn _ -> in(ProductState.WITHDRAWN, row.view(), logged);
          case ProductOfferedAgain _ -> in(ProductState.OFFERED, row.view(), logged);
        };
    return new ProductRow(view, row.createdIndex());
  }

  private static ProductView changed(ProductView view, ProductChanged e, LoggedEvent logged) {
    return new ProductView(
        view.productId(),
        view.sellerId(),
        view.sellerAccountId(),
        e.title(),
        e.description(),
        e.category(),
        e.specification(),
        cids(e.images()),
        e.asset(),
        e.price(),
        e.version(),
        view.state(),
        view.createdAtMillis(),
        logged.atMillis(),
        logged.index());
  }

  private static ProductView in(ProductState state, ProductView view, LoggedEvent logged) {
    return new ProductView(
        view.productId(),
        view.sellerId(),
        view.sellerAccountId(),
        view.title(),
        view.description(),
        view.category(),
        view.specification(),
        view.images(),
        view.asset(),
        view.price(),
        view.version(),
        state.name(),
        view.createdAtMillis(),
        logged.atMillis(),
        logged.index());
  }

  private static List<String> cids(List<Image> images) {
    return images.stream().map(Image::cid).toList();
  }
}
