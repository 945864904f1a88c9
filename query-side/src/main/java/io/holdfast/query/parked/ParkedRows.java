package io.holdfast.query.parked;

import io.holdfast.api.query.ParkedView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;

/** How what was parked stands in its table. */
final class ParkedRows {
  static final Table<Stored<ParkedView>> TABLE =
      Table.<Stored<ParkedView>>named("parked")
          .key("parked_id", row -> row.view().parkedId())
          .text("kind", row -> row.view().kind())
          .text("source", row -> row.view().source())
          .text("what", row -> row.view().what())
          .text("target", row -> row.view().target())
          .text("payload", row -> row.view().payload())
          .text("error_code", row -> row.view().errorCode())
          .text("error", row -> row.view().error())
          .number("height", row -> row.view().height())
          .text("block_hash", row -> row.view().blockHash())
          .text("transaction", row -> row.view().transaction())
          .text("state", row -> row.view().state())
          .number("attempts", row -> row.view().attempts())
          .number("next_retry_at_millis", row -> row.view().nextRetryAtMillis())
          .text("decided_by", row -> row.view().decidedBy())
          .text("detail", row -> row.view().detail())
          .number("parked_at_millis", row -> row.view().parkedAtMillis())
          .number("changed_at_millis", row -> row.view().changedAtMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private ParkedRows() {}

  static ParkedView view(Columns row) {
    return new ParkedView(
        row.text("parked_id"),
        row.text("kind"),
        row.text("source"),
        row.text("what"),
        row.text("target"),
        row.text("payload"),
        row.text("error_code"),
        row.text("error"),
        row.numberOrNull("height"),
        row.textOrNull("block_hash"),
        row.textOrNull("transaction"),
        row.text("state"),
        Math.toIntExact(row.number("attempts")),
        row.numberOrNull("next_retry_at_millis"),
        row.textOrNull("decided_by"),
        row.textOrNull("detail"),
        row.number("parked_at_millis"),
        row.number("changed_at_millis"),
        row.number("log_index"));
  }
}
