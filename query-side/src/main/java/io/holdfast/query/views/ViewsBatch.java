package io.holdfast.query.views;

import io.holdfast.query.account.AccountFold;
import io.holdfast.query.deposit.DepositFold;
import io.holdfast.query.deposit.DepositRequestFold;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.journal.JournalFold;
import io.holdfast.query.order.OrderFold;
import io.holdfast.query.parked.ParkedFold;
import io.holdfast.query.person.PersonFold;
import io.holdfast.query.person.SessionFold;
import io.holdfast.query.person.SignInFold;
import io.holdfast.query.policy.PolicyFold;
import io.holdfast.query.product.ProductFold;
import io.holdfast.query.rail.RailBlockFold;
import io.holdfast.query.rail.RailFold;
import io.holdfast.query.read.Wake;
import io.holdfast.query.reconciliation.CaseFold;
import io.holdfast.query.reconciliation.ReconciliationFold;
import io.holdfast.query.replay.ReplayFold;
import io.holdfast.query.statement.MomentFold;
import io.holdfast.query.withdrawal.WithdrawalFold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one batch of events part of the read model: reads the rows they touch, folds them in
 * memory, writes the rows that changed, moves the position and wakes the readers, all in the
 * caller's transaction. One statement a table, however many events.
 */
final class ViewsBatch {
  private final String schema;
  private final List<Fold> folds;

  private ViewsBatch(String schema, boolean allNew) {
    this.schema = schema;
    AccountFold accounts = new AccountFold(schema, allNew);
    SessionFold sessions = new SessionFold(schema);
    folds =
        List.of(
            new MomentFold(schema),
            accounts,
            new JournalFold(schema, accounts, allNew),
            new DepositRequestFold(schema, accounts),
            new DepositFold(schema, accounts),
            new WithdrawalFold(schema, accounts),
            new OrderFold(schema),
            new ProductFold(schema),
            new PolicyFold(schema),
            new RailFold(schema),
            new RailBlockFold(schema),
            new ReconciliationFold(schema),
            new CaseFold(schema),
            new ParkedFold(schema),
            new ReplayFold(schema),
            new PersonFold(schema),
            sessions,
            new SignInFold(schema, sessions));
  }

  /**
   * @param wakes whether anybody reads this schema
   * @param events in the order of the log, at least one
   */
  static void write(Connection connection, String schema, boolean wakes, List<LoggedEvent> events)
      throws SQLException {
    Wake wake = new ViewsBatch(schema, false).write(connection, events);
    if (wakes) {
      announce(connection, wake);
    }
  }

  /**
   * Fills a read model that nobody reads from the beginning of the log. Its journal and its changes
   * of balances need no key yet.
   *
   * @param events in the order of the log, at least one; no journal line is begun before them or
   *     left begun by them
   */
  static void load(Connection connection, String schema, List<LoggedEvent> events)
      throws SQLException {
    new ViewsBatch(schema, true).write(connection, events);
  }

  private Wake write(Connection connection, List<LoggedEvent> events) throws SQLException {
    fold(connection, events);
    long index = events.getLast().index();
    Wake wake = new Wake(index, flush(connection));
    move(connection, index);
    return wake;
  }

  private void fold(Connection connection, List<LoggedEvent> events) throws SQLException {
    for (LoggedEvent logged : events) {
      folds.forEach(fold -> fold.want(logged.event()));
    }
    for (Fold fold : folds) {
      fold.load(connection);
    }
    for (LoggedEvent logged : events) {
      folds.forEach(fold -> fold.apply(logged));
    }
  }

  private List<String> flush(Connection connection) throws SQLException {
    List<String> changed = new ArrayList<>();
    for (Fold fold : folds) {
      if (fold.flush(connection)) {
        changed.add(fold.kind());
      }
    }
    return changed;
  }

  private void move(Connection connection, long index) throws SQLException {
    String sql = "update %s.progress set log_index = ? where log_index < ?".formatted(schema);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, index);
      statement.setLong(2, index);
      statement.executeUpdate();
    }
  }

  private static void announce(Connection connection, Wake wake) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
      statement.setString(1, Wake.CHANNEL);
      statement.setString(2, wake.payload());
      statement.execute();
    }
  }
}
