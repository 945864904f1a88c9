package io.holdfast.query.product;

import io.holdfast.api.Event;
import io.holdfast.api.error.Defect;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.product.ProductOffered;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** Products, for all to see. */
public final class ProductFold implements Fold {
  public static final String KIND = "product";

  private final Rows<ProductRow> products;

  public ProductFold(String schema) {
    products = new Rows<>(ProductRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof ProductEvent of) {
      products.want(of.productId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    products.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof ProductEvent event) {
      apply(event, logged);
    }
  }

  private void apply(ProductEvent event, LoggedEvent logged) {
    ProductRow before = products.get(event.productId());
    if (event instanceof ProductOffered offered) {
      if (before == null) {
        products.put(ProductSteps.offered(offered, logged));
      }
    } else if (before == null) {
      throw new Defect(event + " before the product was offered");
    } else if (before.view().logIndex() < logged.index()) {
      products.put(ProductSteps.after(before, event, logged));
    }
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return products.flush(connection);
  }
}
