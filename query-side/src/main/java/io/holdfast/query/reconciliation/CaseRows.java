package io.holdfast.query.reconciliation;

import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.query.ReconciliationCaseView.Fact;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;

/** How reconciliation cases stand in their table. */
final class CaseRows {
  static final Table<Stored<ReconciliationCaseView>> TABLE =
      Table.<Stored<ReconciliationCaseView>>named("reconciliation_case")
          .key("case_id", row -> row.view().caseId())
          .text("rail", row -> row.view().rail())
          .text("asset", row -> row.view().asset())
          .text("kind", row -> row.view().kind())
          .text("subject", row -> row.view().subject())
          .text("state", row -> row.view().state())
          .number("height", row -> row.view().height())
          .text("hash", row -> row.view().hash())
          .number("ledger_index", row -> row.view().ledgerIndex())
          .amount("expected", row -> row.view().expected())
          .amount("found", row -> row.view().found())
          .texts(
              "evidence",
              row ->
                  row.view().evidence().stream()
                      .map(fact -> Pairs.written(fact.name(), fact.value()))
                      .toList())
          .text("repair", row -> row.view().repair())
          .text("explained_by", row -> row.view().explainedBy())
          .text("explanation", row -> row.view().explanation())
          .number("closed_height", row -> row.view().closedHeight())
          .number("opened", row -> row.view().opened())
          .number("opened_at_millis", row -> row.view().openedAtMillis())
          .number("changed_at_millis", row -> row.view().changedAtMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private CaseRows() {}

  static ReconciliationCaseView view(Columns row) {
    return new ReconciliationCaseView(
        row.text("case_id"),
        row.text("rail"),
        row.text("asset"),
        row.text("kind"),
        row.text("subject"),
        row.text("state"),
        row.number("height"),
        row.text("hash"),
        row.number("ledger_index"),
        row.amount("expected"),
        row.amount("found"),
        Pairs.read(row.texts("evidence"), Fact::new),
        row.textOrNull("repair"),
        row.textOrNull("explained_by"),
        row.textOrNull("explanation"),
        row.numberOrNull("closed_height"),
        row.number("opened"),
        row.number("opened_at_millis"),
        row.number("changed_at_millis"),
        row.number("log_index"));
  }
}
