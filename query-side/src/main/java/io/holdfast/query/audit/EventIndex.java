package io.holdfast.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.query.follow.Follower;
import io.holdfast.query.follow.LogRow;
import io.holdfast.query.follow.LogRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Grows the index of events behind the log: an index beside the log's own rows would be paid for
 * with every append. The same log gives the same index, so what a crash took back is grown again.
 */
public final class EventIndex implements Follower {
  private static final long LOCK = 0x686f_6c64_6669_6e64L;
  private static final long MICROS_PER_MINUTE = 60_000_000L;

  private static final String COPY =
      """
      copy audit.event_index (log_index, at_micros, event_id, type, aggregate_id, actor,
        correlation_id, causation_id, cause, rail, height, transaction) from stdin""";

  private static final String MINUTES =
      """
      insert into audit.minute as old (minute, first_index, last_index) values (?, ?, ?)
      on conflict (minute) do update set
        first_index = least(old.first_index, excluded.first_index),
        last_index = greatest(old.last_index, excluded.last_index)""";

  private final LogRows log;
  private final int batch;

  /**
   * @param batch most events that are taken in one transaction
   */
  public EventIndex(LogRows log, int batch) {
    this.log = log;
    this.batch = batch;
  }

  @Override
  public String name() {
    return "event index";
  }

  @Override
  public long lock() {
    return LOCK;
  }

  @Override
  public Followed follow(Connection connection) throws SQLException {
    long position = position(connection);
    List<LogRow> rows = log.after(position, batch);
    if (rows.isEmpty()) {
      return new Followed(position, position, false);
    }
    try (Statement statement = connection.createStatement()) {
      // What is lost with the machine is grown again.
      statement.execute("set local synchronous_commit to off");
    }
    copy(connection, rows);
    minutes(connection, rows);
    long reached = rows.getLast().index();
    move(connection, reached);
    return new Followed(reached, Math.max(reached, log.head()), rows.size() == batch);
  }

  @Override
  public Followed look(Connection connection) throws SQLException {
    long position = position(connection);
    return new Followed(position, Math.max(position, log.head()), false);
  }

  private static long position(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select log_index from audit.event_index_progress")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void move(Connection connection, long position) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update audit.event_index_progress set log_index = ?")) {
      statement.setLong(1, position);
      statement.executeUpdate();
    }
  }

  private static void copy(Connection connection, List<LogRow> rows) throws SQLException {
    StringBuilder text = new StringBuilder(rows.size() * 200);
    rows.forEach(row -> line(row, text));
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(COPY, new ByteArrayInputStream(text.toString().getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void line(LogRow row, StringBuilder text) {
    Map<String, String> metadata = RawEvents.metadata(row.metadata());
    text.append(row.index());
    value(row.atMicros(), text);
    value(Term.of(row.eventId()), text);
    value(Term.of(RawEvents.typeName(row.type())), text);
    value(Term.of(row.aggregateId()), text);
    value(Term.ofNullable(metadata.get(MetaKeys.ACTOR)), text);
    value(Term.ofNullable(metadata.get(MetaKeys.CORRELATION_ID)), text);
    value(Term.ofNullable(metadata.get(MetaKeys.CAUSATION_ID)), text);
    value(Term.ofNullable(metadata.get(MetaKeys.CAUSE)), text);
    value(Term.ofNullable(metadata.get(MetaKeys.RAIL)), text);
    value(height(metadata.get(MetaKeys.HEIGHT)), text);
    value(Term.ofNullable(metadata.get(MetaKeys.TRANSACTION)), text);
    text.append('\n');
  }

  private static void value(@Nullable Long value, StringBuilder text) {
    text.append('\t');
    if (value == null) {
      text.append("\\N");
    } else {
      text.append(value.longValue());
    }
  }

  private static @Nullable Long height(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** In the order of minutes, as everybody who writes them. */
  private static void minutes(Connection connection, List<LogRow> rows) throws SQLException {
    Map<Long, long[]> minutes = new TreeMap<>();
    for (LogRow row : rows) {
      minutes.computeIfAbsent(minute(row.atMicros()), _ -> new long[] {row.index(), 0})[1] =
          row.index();
    }
    try (PreparedStatement statement = connection.prepareStatement(MINUTES)) {
      for (Map.Entry<Long, long[]> each : minutes.entrySet()) {
        statement.setLong(1, each.getKey());
        statement.setLong(2, each.getValue()[0]);
        statement.setLong(3, each.getValue()[1]);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static long minute(long atMicros) {
    return Math.floorDiv(atMicros, MICROS_PER_MINUTE);
  }
}
