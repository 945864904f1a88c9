package io.holdfast.query.withdrawal;

import io.holdfast.api.query.WithdrawalView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;

/** How withdrawals stand in their table. */
final class WithdrawalRows {
  static final Table<Stored<WithdrawalView>> TABLE =
      Table.<Stored<WithdrawalView>>named("withdrawal")
          .key("withdrawal_id", row -> row.view().withdrawalId())
          .text("account_id", row -> row.view().accountId())
          .text("owner_id", row -> row.view().ownerId())
          .text("rail", row -> row.view().rail())
          .text("asset", row -> row.view().asset())
          .amount("amount", row -> row.view().amount())
          .amount("fee", row -> row.view().fee())
          .text("destination", row -> row.view().destination())
          .text("state", row -> row.view().state())
          .text("requested_by", row -> row.view().requestedBy())
          .number("approvals_needed", row -> row.view().approvalsNeeded())
          .texts("approvers", row -> row.view().approvers())
          .text("transaction", row -> row.view().transaction())
          .amount("chain_fee", row -> row.view().chainFee())
          .number("confirmations", row -> row.view().confirmations())
          .number("finality_depth_blocks", row -> row.view().finalityDepthBlocks())
          .number("height", row -> row.view().height())
          .text("detail", row -> row.view().detail())
          .number("requested_at_millis", row -> row.view().requestedAtMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private WithdrawalRows() {}

  static WithdrawalView view(Columns row) {
    return new WithdrawalView(
        row.text("withdrawal_id"),
        row.text("account_id"),
        row.text("owner_id"),
        row.text("rail"),
        row.text("asset"),
        row.amount("amount"),
        row.amount("fee"),
        row.text("destination"),
        row.text("state"),
        row.text("requested_by"),
        Math.toIntExact(row.number("approvals_needed")),
        row.texts("approvers"),
        row.textOrNull("transaction"),
        row.amountOrNull("chain_fee"),
        row.number("confirmations"),
        Math.toIntExact(row.number("finality_depth_blocks")),
        row.numberOrNull("height"),
        row.textOrNull("detail"),
        row.number("requested_at_millis"),
        row.number("log_index"));
  }
}
