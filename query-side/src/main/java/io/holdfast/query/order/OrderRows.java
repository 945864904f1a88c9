package io.holdfast.query.order;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.query.OrderView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Table;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How orders stand in their table. A dispute, a quote, the agreed times and what product it is are
 * JSON, for nobody asks by them; a payment that was seen is its amount, a blank, and its id.
 */
final class OrderRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final Table<OrderRow> TABLE =
      Table.<OrderRow>named("escrow_order")
          .key("order_id", row -> row.view().orderId())
          .text("buyer_id", row -> row.view().buyerId())
          .text("buyer_account_id", row -> row.view().buyerAccountId())
          .text("seller_id", row -> row.view().sellerId())
          .text("seller_account_id", row -> row.view().sellerAccountId())
          .text("pot_account_id", row -> row.view().potAccountId())
          .text("item_reference", row -> row.view().itemReference())
          .text("title", row -> row.view().title())
          .text("metadata_cid", row -> row.view().metadataCid())
          .text("product", row -> json(row.view().product()))
          .text("asset", row -> row.view().asset())
          .amount("price", row -> row.view().price())
          .text("payment", row -> row.view().payment())
          .text("state", row -> row.view().state())
          .amount("paid", row -> row.view().paid())
          .texts("seen", OrderRows::written)
          .amount("paid_to_seller", row -> row.view().paidToSeller())
          .amount("paid_to_buyer", row -> row.view().paidToBuyer())
          .text("tracking_cid", row -> row.view().trackingCid())
          .text("waits_for", row -> row.view().waitsFor())
          .number("due_at_millis", row -> row.view().dueAtMillis())
          .text("cancellation_asked_by", row -> row.view().cancellationAskedBy())
          .number("release_announced", row -> row.view().releaseAnnounced())
          .text("ended_by", row -> row.view().endedBy())
          .text("end_cause", row -> row.view().endCause())
          .text("dispute", row -> json(row.view().dispute()))
          .text("recorded", row -> json(row.view().recorded()))
          .text("quoted", row -> json(row.view().quoted()))
          .text("times", row -> JSON.writeValueAsString(row.view().times()))
          .flag("has_delivery_address", row -> row.view().hasDeliveryAddress())
          .number("created_at_millis", row -> row.view().createdAtMillis())
          .number("changed_at_millis", row -> row.view().changedAtMillis())
          .number("created_index", OrderRow::createdIndex)
          .number("log_index", row -> row.view().logIndex())
          .readBy(row -> new OrderRow(view(row), seen(row), row.number("created_index")));

  private OrderRows() {}

  static OrderView view(Columns row) {
    return new OrderView(
        row.text("order_id"),
        row.text("buyer_id"),
        row.text("buyer_account_id"),
        row.text("seller_id"),
        row.text("seller_account_id"),
        row.textOrNull("pot_account_id"),
        row.text("item_reference"),
        row.text("title"),
        row.textOrNull("metadata_cid"),
        from(row.textOrNull("product"), OrderView.Bought.class),
        row.text("asset"),
        row.amount("price"),
        row.text("payment"),
        row.text("state"),
        row.amount("paid"),
        sum(seen(row)),
        row.amount("paid_to_seller"),
        row.amount("paid_to_buyer"),
        row.textOrNull("tracking_cid"),
        row.textOrNull("waits_for"),
        row.numberOrNull("due_at_millis"),
        row.textOrNull("cancellation_asked_by"),
        Math.toIntExact(row.number("release_announced")),
        row.textOrNull("ended_by"),
        row.textOrNull("end_cause"),
        from(row.textOrNull("dispute"), OrderView.Dispute.class),
        from(row.textOrNull("recorded"), OrderView.Recorded.class),
        from(row.textOrNull("quoted"), OrderView.Quoted.class),
        JSON.readValue(row.text("times"), OrderView.Times.class),
        row.flag("has_delivery_address"),
        row.number("created_at_millis"),
        row.number("changed_at_millis"),
        row.number("log_index"));
  }

  static String sum(Map<String, BigInteger> seen) {
    return seen.values().stream().reduce(BigInteger.ZERO, BigInteger::add).toString();
  }

  private static List<String> written(OrderRow row) {
    return row.seen().entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .sorted()
        .toList();
  }

  private static Map<String, BigInteger> seen(Columns row) {
    return row.texts("seen").stream()
        .map(text -> text.split(" ", 2))
        .collect(toMap(parts -> parts[1], parts -> new BigInteger(parts[0])));
  }

  private static @Nullable String json(@Nullable Object part) {
    return part == null ? null : JSON.writeValueAsString(part);
  }

  private static <T> @Nullable T from(@Nullable String json, Class<T> type) {
    return json == null ? null : JSON.readValue(json, type);
  }
}
