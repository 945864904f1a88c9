package io.holdfast.query.reconciliation;

import io.holdfast.api.query.ReconciliationView;
import io.holdfast.api.query.ReconciliationView.Part;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;
import java.util.List;

/** How comparisons stand in their table. */
final class ReconciliationRows {
  static final Table<Stored<ReconciliationView>> TABLE =
      Table.<Stored<ReconciliationView>>named("reconciliation")
          .key("rail", row -> row.view().rail())
          .key("asset", row -> row.view().asset())
          .number("height", row -> row.view().height())
          .text("hash", row -> row.view().hash())
          .number("ledger_index", row -> row.view().ledgerIndex())
          .amount("chain_holds", row -> row.view().chainHolds())
          .amount("ledger_owes", row -> row.view().ledgerOwes())
          .texts("lines", row -> written(row.view().lines()))
          .texts("of_which", row -> written(row.view().ofWhich()))
          .amount("unexplained", row -> row.view().unexplained())
          .number("open_cases", row -> row.view().openCases())
          .number("compared_at_millis", row -> row.view().comparedAtMillis())
          .number("agreed_height", row -> row.view().agreedHeight())
          .number("agreed_at_millis", row -> row.view().agreedAtMillis())
          .number("requested_at_millis", row -> row.view().requestedAtMillis())
          .text("postponed", row -> row.view().postponed())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private ReconciliationRows() {}

  private static List<String> written(List<Part> parts) {
    return parts.stream().map(part -> Pairs.written(part.name(), part.amount())).toList();
  }

  static ReconciliationView view(Columns row) {
    return new ReconciliationView(
        row.text("rail"),
        row.text("asset"),
        row.numberOrNull("height"),
        row.textOrNull("hash"),
        row.numberOrNull("ledger_index"),
        row.amountOrNull("chain_holds"),
        row.amountOrNull("ledger_owes"),
        Pairs.read(row.texts("lines"), Part::new),
        Pairs.read(row.texts("of_which"), Part::new),
        row.amountOrNull("unexplained"),
        row.number("open_cases"),
        row.numberOrNull("compared_at_millis"),
        row.numberOrNull("agreed_height"),
        row.numberOrNull("agreed_at_millis"),
        row.numberOrNull("requested_at_millis"),
        row.textOrNull("postponed"),
        row.number("log_index"));
  }
}
