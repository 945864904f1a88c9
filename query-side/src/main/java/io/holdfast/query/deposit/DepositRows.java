package io.holdfast.query.deposit;

import io.holdfast.api.query.DepositView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;

/** How deposits stand in their table. */
final class DepositRows {
  static final Table<Stored<DepositView>> TABLE =
      Table.<Stored<DepositView>>named("deposit")
          .key("deposit_id", row -> row.view().depositId())
          .text("request_id", row -> row.view().requestId())
          .text("account_id", row -> row.view().accountId())
          .text("owner_id", row -> row.view().ownerId())
          .text("rail", row -> row.view().rail())
          .text("transaction", row -> row.view().transaction())
          .number("output", row -> row.view().output())
          .text("asset", row -> row.view().asset())
          .amount("amount", row -> row.view().amount())
          .text("state", row -> row.view().state())
          .number("confirmations", row -> row.view().confirmations())
          .number("credit_depth_blocks", row -> row.view().creditDepthBlocks())
          .number("finality_depth_blocks", row -> row.view().finalityDepthBlocks())
          .number("height", row -> row.view().height())
          .text("block_hash", row -> row.view().blockHash())
          .text("detail", row -> row.view().detail())
          .number("seen_at_millis", row -> row.view().seenAtMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private DepositRows() {}

  static DepositView view(Columns row) {
    return new DepositView(
        row.text("deposit_id"),
        row.text("request_id"),
        row.text("account_id"),
        DepositRequestRows.orderId(row.text("request_id")),
        row.textOrNull("owner_id"),
        row.text("rail"),
        row.text("transaction"),
        row.number("output"),
        row.text("asset"),
        row.amount("amount"),
        row.text("state"),
        row.number("confirmations"),
        Math.toIntExact(row.number("credit_depth_blocks")),
        Math.toIntExact(row.number("finality_depth_blocks")),
        row.numberOrNull("height"),
        row.textOrNull("block_hash"),
        row.textOrNull("detail"),
        row.number("seen_at_millis"),
        row.number("log_index"));
  }
}
