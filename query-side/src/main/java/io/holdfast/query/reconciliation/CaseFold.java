package io.holdfast.query.reconciliation;

import io.holdfast.api.Event;
import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.reconciliation.CaseClosed;
import io.holdfast.api.reconciliation.CaseEvent;
import io.holdfast.api.reconciliation.CaseExplained;
import io.holdfast.api.reconciliation.CaseOpened;
import io.holdfast.api.reconciliation.CaseRepaired;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;

/** Reconciliation cases. */
public final class CaseFold implements Fold {
  public static final String KIND = "reconciliation-case";

  private final Rows<Stored<ReconciliationCaseView>> cases;

  public CaseFold(String schema) {
    cases = new Rows<>(CaseRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof CaseEvent of) {
      cases.want(of.caseId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    cases.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    switch (logged.event()) {
      case CaseOpened e when cases.get(e.caseId()) == null ->
          Stored.begin(cases, e.caseId(), CaseSteps.first(e, logged));
      case CaseEvent e -> Stored.change(cases, e.caseId(), logged, view -> step(view, e, logged));
      default -> {}
    }
  }

  private static ReconciliationCaseView step(
      ReconciliationCaseView view, CaseEvent event, LoggedEvent logged) {
    return switch (event) {
      case CaseOpened e -> CaseSteps.again(view, e, logged);
      case CaseRepaired e -> CaseSteps.repaired(view, e.done(), logged);
      case CaseExplained e -> CaseSteps.explained(view, e, logged);
      case CaseClosed e -> CaseSteps.closed(view, e.height(), logged);
    };
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return cases.flush(connection);
  }
}
