package io.holdfast.query.verify;

import io.holdfast.api.replay.ReplayFinding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The laws of the log's order, asked of its rows themselves: indexes 1, 2, 3 … without a gap; in
 * each stream sequence numbers 0, 1, 2 … without a gap; every event id once. Unique keys keep most
 * of it already; a database whose keys were dropped, or whose rows somebody edited, does not. The
 * database sorts, so that no memory of ours grows with the log.
 */
final class LogLaws {
  private static final String INDEXES =
      """
      select count(*), max(log_index) - count(*), (select e.log_index::text from log.event e
        where e.log_index > 1 and not exists (select from log.event b where b.log_index = e.log_index - 1)
        order by e.log_index limit 1)
      from log.event""";
  private static final String STREAMS =
      """
      with stream as (
        select aggregate_id, count(*) as events, min(sequence_number) as first, max(sequence_number) as last
        from log.event group by aggregate_id
      )
      select count(*), count(*) filter (where first <> 0 or last <> events - 1),
        min(aggregate_id) filter (where first <> 0 or last <> events - 1)
      from stream""";
  private static final String IDS =
      """
      with id as (select event_id, count(*) as events from log.event group by event_id)
      select count(*), count(*) filter (where events > 1), min(event_id) filter (where events > 1) from id""";

  private LogLaws() {}

  /**
   * @param connection in a snapshot, so that all three are asked of the same log
   */
  static List<ReplayFinding> findings(Connection connection) throws SQLException {
    return List.of(
        ask(connection, "log indexes", INDEXES, "missing before %s"),
        ask(connection, "streams", STREAMS, "%s has a gap"),
        ask(connection, "event ids", IDS, "%s stands more than once"));
  }

  private static ReplayFinding ask(
      Connection connection, String subject, String sql, String example) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      String first = row.getString(3);
      return new ReplayFinding(
          subject, row.getLong(1), row.getLong(2), first == null ? "" : example.formatted(first));
    }
  }
}
