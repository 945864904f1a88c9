package io.holdfast.command.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads rows of the log, a page at a time, each by an index. Thread-safe. */
final class LogReader {
  static final int PAGE = 1000;

  private static final String COLUMNS =
      "SELECT log_index, event_id, aggregate_id, aggregate_type, sequence_number, at, type, revision,"
          + " payload, metadata FROM log.event";
  private static final String AFTER =
      COLUMNS + " WHERE log_index > ? ORDER BY log_index LIMIT " + PAGE;
  private static final String OF_AGGREGATE =
      COLUMNS
          + " WHERE aggregate_id = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT "
          + PAGE;

  private final DataSource source;

  LogReader(DataSource source) {
    this.source = source;
  }

  /** The events after an index, in the one order of the log, without gaps. */
  List<Entry> after(long index) {
    return read(AFTER, statement -> statement.setLong(1, index));
  }

  List<Entry> ofAggregate(String id, long fromSequenceNumber) {
    return read(
        OF_AGGREGATE,
        statement -> {
          statement.setString(1, id);
          statement.setLong(2, fromSequenceNumber);
        });
  }

  /** The last index; 0 when the log is empty. */
  long head() {
    return number("SELECT coalesce(max(log_index), 0) FROM log.event", statement -> {});
  }

  /** The last sequence number of an aggregate; -1 when it has no events. */
  long headOf(String aggregateId) {
    return number(
        "SELECT coalesce(max(sequence_number), -1) FROM log.event WHERE aggregate_id = ?",
        statement -> statement.setString(1, aggregateId));
  }

  /** The index before the first event that is not older than this; looks through the log. */
  long indexBefore(Instant at) {
    return number(
        "SELECT coalesce((SELECT min(log_index) - 1 FROM log.event WHERE at >= ?),"
            + " (SELECT max(log_index) FROM log.event), 0)",
        statement -> statement.setObject(1, at.atOffset(ZoneOffset.UTC)));
  }

  private List<Entry> read(String sql, Binder binder) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        List<Entry> entries = new ArrayList<>();
        while (row.next()) {
          entries.add(entry(row));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getString(7),
        row.getString(8),
        row.getBytes(9),
        row.getBytes(10));
  }

  private long number(String sql, Binder binder) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(SQLException e) {
    return Outage.of(e) == Outage.REFUSED
        ? new LogException("the log cannot be read", e)
        : EventLog.unavailable();
  }

  @FunctionalInterface
  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }
}
