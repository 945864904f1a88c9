package io.holdfast.query.statement;

import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.ReadModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** The log's table beside a read model, written as the ledger writes it. */
final class StoredLog {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ReadModel model;

  private StoredLog(ReadModel model) {
    this.model = model;
  }

  static StoredLog in(ReadModel model) throws SQLException {
    model.run(
        "alter table log.event add column if not exists event_id text,"
            + " add column if not exists aggregate_id text,"
            + " add column if not exists sequence_number bigint,"
            + " add column if not exists type text, add column if not exists at timestamptz,"
            + " add column if not exists payload bytea");
    return new StoredLog(model);
  }

  void append(List<LoggedEvent> log) throws SQLException {
    append(log, _ -> Map.of());
  }

  /**
   * @param beside what stands beside an event, by its index
   */
  void append(List<LoggedEvent> log, Function<Long, Map<String, String>> beside)
      throws SQLException {
    model.run("truncate log.event");
    Map<String, Integer> next = new HashMap<>();
    try (Connection connection = model.database.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into log.event (log_index, event_id, aggregate_id, sequence_number, type, at,
                  payload, metadata)
                values (?, ?, ?, ?, ?, timestamptz 'epoch' + ? * interval '1 millisecond', ?, ?)""")) {
      for (LoggedEvent logged : log) {
        String id = logged.event().streamId();
        insert.setLong(1, logged.index());
        insert.setString(2, "e" + logged.index());
        insert.setString(3, id);
        insert.setInt(4, next.merge(id, 1, Integer::sum) - 1);
        insert.setString(5, logged.event().getClass().getName());
        insert.setLong(6, logged.atMillis());
        insert.setBytes(7, JSON.writeValueAsBytes(logged.event()));
        insert.setBytes(8, JSON.writeValueAsBytes(beside.apply(logged.index())));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
