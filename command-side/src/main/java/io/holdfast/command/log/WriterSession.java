package io.holdfast.command.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One connection of the writer. It commits by itself, and only durably. Opening one first ends
 * whatever is left of the same node's earlier sessions, so that nothing sent by them can still come
 * to pass afterwards. Used by one thread.
 */
final class WriterSession implements AutoCloseable {
  private static final Executor SAME_THREAD = Runnable::run;
  private static final String APPEND =
      "SELECT last_index, stale_ids, stale_heads FROM log.append(?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

  private final Connection connection;
  private final PGConnection driver;
  private final PreparedStatement append;
  private final KnownHeads known;

  /**
   * @param name of the session, the same for all sessions of a node and of no other
   * @throws NotDurableException when what this server acknowledges may be lost
   */
  WriterSession(DataSource source, String name, LogProperties properties) throws SQLException {
    connection = source.getConnection();
    known = new KnownHeads(properties.cachedAggregates());
    try {
      driver = connection.unwrap(PGConnection.class);
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(SAME_THREAD, properties.outageWaitMillis());
      endEarlierSessions(name);
      requireDurability(properties.requireDurable());
      append = connection.prepareStatement(APPEND);
    } catch (SQLException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  private void endEarlierSessions(String name) throws SQLException {
    connection.setClientInfo("ApplicationName", name);
    try (PreparedStatement end =
        connection.prepareStatement(
            "SELECT bool_and(pg_terminate_backend(pid, 2000)) FROM pg_stat_activity"
                + " WHERE application_name = ? AND pid <> pg_backend_pid()")) {
      end.setString(1, name);
      try (ResultSet row = end.executeQuery()) {
        row.next();
        boolean ended = row.getBoolean(1) || row.wasNull();
        if (!ended) {
          throw new SQLException("an earlier session of this node does not end");
        }
      }
    }
  }

  private void requireDurability(boolean required) throws SQLException {
    if (show("synchronous_commit").equals("off")) {
      try (Statement set = connection.createStatement()) {
        set.execute("SET synchronous_commit = on");
      }
    }
    for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
      if (required && show(setting).equals("off")) {
        throw new NotDurableException(setting);
      }
    }
  }

  private String show(String setting) throws SQLException {
    try (Statement show = connection.createStatement();
        ResultSet row = show.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Appends all rows in one commit, or none of them because a head differs. */
  Appended append(Map<String, Long> expected, List<Row> rows) throws SQLException {
    bindExpected(expected, rows);
    append.setArray(6, texts(rows, row -> row.message().getIdentifier()));
    append.setArray(7, texts(rows, Row::aggregateId));
    append.setArray(8, texts(rows, Row::aggregateType));
    append.setArray(9, numbers(rows, Row::sequenceNumber));
    append.setArray(10, numbers(rows, Row::atMicros));
    append.setArray(11, texts(rows, Row::type));
    append.setArray(12, texts(rows, Row::revision));
    append.setArray(13, bytes(rows, Row::payload));
    append.setArray(14, bytes(rows, Row::metadata));
    try (ResultSet answer = append.executeQuery()) {
      answer.next();
      Appended appended =
          new Appended(answer.getLong(1), staleHeads(answer.getArray(2), answer.getArray(3)));
      if (appended.isDone()) {
        known.appended(expected, rows, appended.lastIndex());
      }
      return appended;
    }
  }

  private void bindExpected(Map<String, Long> expected, List<Row> rows) throws SQLException {
    Set<String> begun = new HashSet<>();
    for (Row row : rows) {
      if (row.sequenceNumber() == 0) {
        begun.add(row.aggregateId());
      }
    }
    String[] ids = new String[expected.size()];
    long[] heads = new long[ids.length];
    boolean[] unknown = new boolean[ids.length];
    boolean[] unsure = new boolean[ids.length];
    int i = 0;
    for (Map.Entry<String, Long> each : expected.entrySet()) {
      ids[i] = each.getKey();
      heads[i] = each.getValue();
      unsure[i] = heads[i] != Decision.ABSENT || !begun.contains(ids[i]);
      unknown[i] = unsure[i] && !known.isKnown(ids[i], heads[i]);
      i++;
    }
    append.setArray(1, array("text", ids));
    append.setArray(2, array("bigint", heads));
    append.setLong(3, known.index());
    append.setArray(4, array("boolean", unknown));
    append.setArray(5, array("boolean", unsure));
  }

  private static Map<String, Long> staleHeads(@Nullable Array ids, @Nullable Array heads)
      throws SQLException {
    Map<String, Long> stale = new HashMap<>();
    if (ids != null && heads != null) {
      String[] names = (String[]) ids.getArray();
      Long[] numbers = (Long[]) heads.getArray();
      for (int i = 0; i < names.length; i++) {
        stale.put(names[i], numbers[i]);
      }
    }
    return stale;
  }

  private Array texts(List<Row> rows, Function<Row, @Nullable String> value) throws SQLException {
    @Nullable String[] values = new String[rows.size()];
    Arrays.setAll(values, i -> value.apply(rows.get(i)));
    return array("text", values);
  }

  private Array numbers(List<Row> rows, ToLongFunction<Row> value) throws SQLException {
    long[] values = new long[rows.size()];
    Arrays.setAll(values, i -> value.applyAsLong(rows.get(i)));
    return array("bigint", values);
  }

  private Array bytes(List<Row> rows, Function<Row, byte[]> value) throws SQLException {
    byte[][] values = new byte[rows.size()][];
    Arrays.setAll(values, i -> value.apply(rows.get(i)));
    return array("bytea", values);
  }

  /** Of a typed array, which the driver sends as it is; of an Object[] it would make text. */
  private Array array(String type, Object values) throws SQLException {
    return driver.createArrayOf(type, values);
  }

  /**
   * The index of an event that an earlier session may have appended. Decisive: that session has
   * ended, and the lock was taken before looking.
   */
  OptionalLong find(Row row) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement("SELECT log.find(?,?,?)")) {
      find.setString(1, row.aggregateId());
      find.setLong(2, row.sequenceNumber());
      find.setString(3, row.message().getIdentifier());
      try (ResultSet answer = find.executeQuery()) {
        answer.next();
        long index = answer.getLong(1);
        return answer.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
      }
    }
  }

  /** Gives the connection back as it was got. */
  @Override
  public void close() {
    try (Connection returned = connection;
        Statement reset = returned.createStatement()) {
      reset.execute("RESET ALL");
    } catch (SQLException e) {
      EventLog.LOGGER.debug("closing a session of the log's writer", e);
    }
  }

  /** Cuts a connection that is lost or may be. */
  void abandon() {
    try (Connection broken = connection) {
      broken.abort(SAME_THREAD);
    } catch (SQLException e) {
      EventLog.LOGGER.debug("cutting a session of the log's writer", e);
    }
  }
}
