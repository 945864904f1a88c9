package io.holdfast.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The floor: one durable insert of one event-shaped row per call, by the same driver into a table
 * of the log's shape, with an index by a sequence, one by aggregate and one by event id.
 */
final class RawInserts implements AutoCloseable {
  private static final byte[] PAYLOAD = new byte[150];
  private static final byte[] METADATA = new byte[130];

  private final List<Connection> connections = new ArrayList<>();
  private final List<PreparedStatement> inserts = new ArrayList<>();
  private final long[] sequences;

  static void prepare(BenchPostgres postgres) throws SQLException {
    postgres.execute(
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.event (LIKE log.event INCLUDING DEFAULTS)",
        "ALTER TABLE raw.event ALTER log_index ADD GENERATED ALWAYS AS IDENTITY",
        "ALTER TABLE raw.event ADD PRIMARY KEY (log_index)",
        "ALTER TABLE raw.event ADD UNIQUE (aggregate_id, sequence_number)",
        "ALTER TABLE raw.event ADD UNIQUE (event_id)");
  }

  RawInserts(DataSource source, int callers) throws SQLException {
    sequences = new long[callers];
    for (int i = 0; i < callers; i++) {
      Connection connection = source.getConnection();
      connections.add(connection);
      inserts.add(
          connection.prepareStatement(
              "INSERT INTO raw.event (event_id, aggregate_id, aggregate_type, sequence_number, at,"
                  + " type, revision, payload, metadata) VALUES (?,?,?,?,?,?,?,?,?)"));
    }
  }

  void insert(int caller) throws SQLException {
    PreparedStatement insert = inserts.get(caller);
    insert.setString(1, UUID.randomUUID().toString());
    insert.setString(2, "account:raw-" + System.identityHashCode(insert) + "-" + caller);
    insert.setString(3, "Account");
    insert.setLong(4, sequences[caller]++);
    insert.setTimestamp(5, new Timestamp(System.currentTimeMillis()));
    insert.setString(6, "io.holdfast.api.account.AmountPosted");
    insert.setString(7, "1");
    insert.setBytes(8, PAYLOAD);
    insert.setBytes(9, METADATA);
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
