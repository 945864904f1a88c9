package io.holdfast.query.product;

import io.holdfast.api.product.Feature;
import io.holdfast.api.query.ProductView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Table;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** How products stand in their table. A specification is JSON, for nobody asks by it. */
final class ProductRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final Table<ProductRow> TABLE =
      Table.<ProductRow>named("product")
          .key("product_id", row -> row.view().productId())
          .text("seller_id", row -> row.view().sellerId())
          .text("seller_account_id", row -> row.view().sellerAccountId())
          .text("title", row -> row.view().title())
          .text("description", row -> row.view().description())
          .text("category", row -> row.view().category())
          .text("specification", row -> JSON.writeValueAsString(row.view().specification()))
          .texts("images", row -> row.view().images())
          .text("asset", row -> row.view().asset())
          .amount("price", row -> row.view().price())
          .number("version", row -> row.view().version())
          .text("state", row -> row.view().state())
          .number("created_at_millis", row -> row.view().createdAtMillis())
          .number("changed_at_millis", row -> row.view().changedAtMillis())
          .number("created_index", ProductRow::createdIndex)
          .number("log_index", row -> row.view().logIndex())
          .readBy(row -> new ProductRow(view(row), row.number("created_index")));

  private ProductRows() {}

  static ProductView view(Columns row) {
    return new ProductView(
        row.text("product_id"),
        row.text("seller_id"),
        row.text("seller_account_id"),
        row.text("title"),
        row.text("description"),
        row.text("category"),
        List.of(JSON.readValue(row.text("specification"), Feature[].class)),
        row.texts("images"),
        row.text("asset"),
        row.amount("price"),
        row.number("version"),
        row.text("state"),
        row.number("created_at_millis"),
        row.number("changed_at_millis"),
        row.number("log_index"));
  }
}
