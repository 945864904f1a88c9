package io.holdfast.query.deposit;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;
import org.jspecify.annotations.Nullable;

/** How deposit requests stand in their table, and each step they take. */
final class DepositRequestRows {
  static final Table<Stored<DepositRequestView>> TABLE =
      Table.<Stored<DepositRequestView>>named("deposit_request")
          .key("request_id", row -> row.view().requestId())
          .text("account_id", row -> row.view().accountId())
          .text("owner_id", row -> row.view().ownerId())
          .text("rail", row -> row.view().rail())
          .text("asset", row -> row.view().asset())
          .text("address", row -> row.view().address())
          .amount("expected", row -> row.view().expected())
          .amount("received", row -> row.view().received())
          .text("outcome", row -> row.view().outcome())
          .number("created_at_millis", row -> row.view().createdAtMillis())
          .number("expires_at_millis", row -> row.view().expiresAtMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private DepositRequestRows() {}

  /** A request's id says for which order it is, if it is for one. */
  static @Nullable String orderId(String requestId) {
    return new DepositRequestId(requestId).orderId().map(OrderId::value).orElse(null);
  }

  static DepositRequestView view(Columns row) {
    return new DepositRequestView(
        row.text("request_id"),
        row.text("account_id"),
        orderId(row.text("request_id")),
        row.text("owner_id"),
        row.text("rail"),
        row.text("asset"),
        row.text("address"),
        row.amountOrNull("expected"),
        row.amount("received"),
        row.text("outcome"),
        row.number("created_at_millis"),
        row.number("expires_at_millis"),
        row.number("log_index"));
  }

  /**
   * What has been credited to the request's address, and how that compares with what was agreed.
   */
  static DepositRequestView met(
      DepositRequestView view, String received, String outcome, long index) {
    return new DepositRequestView(
        view.requestId(),
        view.accountId(),
        view.orderId(),
        view.ownerId(),
        view.rail(),
        view.asset(),
        view.address(),
        view.expected(),
        received,
        outcome,
        view.createdAtMillis(),
        view.expiresAtMillis(),
        index);
  }
}
