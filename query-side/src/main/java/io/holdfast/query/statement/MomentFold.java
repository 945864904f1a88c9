package io.holdfast.query.statement;

import io.holdfast.api.Event;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The log's clock. Events are stamped by several nodes, so their times may go back a little; the
 * log's time at an index is the latest of all up to it, and therefore never goes back. Kept are the
 * events by which it moved on.
 */
public final class MomentFold implements Fold {
  private final String schema;
  private final Map<Long, Long> indexes = new LinkedHashMap<>();
  private long latestMillis = Long.MIN_VALUE;

  public MomentFold(String schema) {
    this.schema = schema;
  }

  @Override
  public String kind() {
    return "moment";
  }

  @Override
  public void want(Event event) {
    // The latest moment is all that is looked for.
  }

  @Override
  public void load(Connection connection) throws SQLException {
    String sql = "select max(at_millis) as latest from %s.moment".formatted(schema);
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      long latest = row.getLong("latest");
      if (!row.wasNull()) {
        latestMillis = latest;
      }
    }
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.atMillis() > latestMillis) {
      latestMillis = logged.atMillis();
      indexes.put(latestMillis, logged.index());
    }
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    if (indexes.isEmpty()) {
      return false;
    }
    String sql =
        "insert into %s.moment (at_millis, log_index) select * from unnest(?::bigint[], ?::bigint[])"
            .formatted(schema);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setArray(1, connection.createArrayOf("bigint", indexes.keySet().toArray()));
      insert.setArray(2, connection.createArrayOf("bigint", indexes.values().toArray()));
      insert.executeUpdate();
    }
    return true;
  }
}
