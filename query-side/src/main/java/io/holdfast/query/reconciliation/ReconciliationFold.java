package io.holdfast.query.reconciliation;

import io.holdfast.api.Event;
import io.holdfast.api.query.ReconciliationView;
import io.holdfast.api.query.ReconciliationView.Part;
import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.reconciliation.ComparisonEvent;
import io.holdfast.api.reconciliation.ComparisonPostponed;
import io.holdfast.api.reconciliation.ComparisonRequested;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last comparison of each rail and asset. Any event may be the first. */
public final class ReconciliationFold implements Fold {
  public static final String KIND = "reconciliation";

  private final Rows<Stored<ReconciliationView>> rows;

  public ReconciliationFold(String schema) {
    rows = new Rows<>(ReconciliationRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof ComparisonEvent e) {
      rows.want(e.rail(), e.asset());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    rows.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof ComparisonEvent event) {
      Stored<ReconciliationView> row = rows.get(event.rail(), event.asset());
      if (row == null) {
        rows.put(new Stored<>(step(blank(event), event, logged), logged.index()));
      } else if (row.logIndex() < logged.index()) {
        rows.put(new Stored<>(step(row.view(), event, logged), row.createdIndex()));
      }
    }
  }

  /** Pure: how it stands after one event. */
  private static ReconciliationView step(
      ReconciliationView view, ComparisonEvent event, LoggedEvent logged) {
    return switch (event) {
      case ComparisonRequested _ -> waiting(view, logged.atMillis(), view.postponed(), logged);
      case ComparisonPostponed e -> waiting(view, view.requestedAtMillis(), e.reason(), logged);
      case BooksCompared e -> compared(view, e, logged);
    };
  }

  private static ReconciliationView waiting(
      ReconciliationView view,
      @Nullable Long requestedAtMillis,
      @Nullable String postponed,
      LoggedEvent logged) {
    return new ReconciliationView(
        view.rail(),
        view.asset(),
        view.height(),
        view.hash(),
        view.ledgerIndex(),
        view.chainHolds(),
        view.ledgerOwes(),
        view.lines(),
        view.ofWhich(),
        view.unexplained(),
        view.openCases(),
        view.comparedAtMillis(),
        view.agreedHeight(),
        view.agreedAtMillis(),
        requestedAtMillis,
        postponed,
        logged.index());
  }

  private static ReconciliationView compared(
      ReconciliationView view, BooksCompared e, LoggedEvent logged) {
    boolean agreed = new BigInteger(e.unexplained()).signum() == 0 && e.openCases().isEmpty();
    return new ReconciliationView(
        e.rail(),
        e.asset(),
        e.height(),
        e.hash(),
        e.ledgerIndex(),
        e.chainHolds(),
        e.ledgerOwes(),
        parts(e.lines()),
        parts(e.ofWhich()),
        e.unexplained(),
        (long) e.openCases().size() + e.omitted(),
        logged.atMillis(),
        agreed ? Long.valueOf(e.height()) : view.agreedHeight(),
        agreed ? Long.valueOf(logged.atMillis()) : view.agreedAtMillis(),
        null,
        null,
        logged.index());
  }

  private static List<Part> parts(List<BooksCompared.Part> parts) {
    return parts.stream().map(part -> new Part(part.name(), part.amount())).toList();
  }

  private static ReconciliationView blank(ComparisonEvent event) {
    return new ReconciliationView(
        event.rail(),
        event.asset(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        0);
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return rows.flush(connection);
  }
}
