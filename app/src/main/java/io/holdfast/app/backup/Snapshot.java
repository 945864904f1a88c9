package io.holdfast.app.backup;

import io.holdfast.app.backup.Manifest.Table;
import io.holdfast.app.database.Database;
import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * One moment of the database, while it goes on: everything read here is of the same REPEATABLE READ
 * snapshot. The tables are locked, in the weakest way, before the moment is fixed, so that none can
 * be exchanged or emptied under it; nobody who reads or writes rows waits for that. What is rebuilt
 * meanwhile ({@code view}) is exchanged after the backup. Used by one thread.
 */
final class Snapshot implements AutoCloseable {
  private static final int TRIES = 20;

  private final Connection connection;
  private final Manifest manifest;

  private Snapshot(Connection connection, Manifest manifest) {
    this.connection = connection;
    this.manifest = manifest;
  }

  /**
   * @param nowMillis what the backup says of its time
   * @throws CannotStart when there is nothing of ours
   */
  static Snapshot of(Database database, long nowMillis) throws SQLException {
    Connection connection = Copying.connect(database);
    try {
      return new Snapshot(connection, fix(connection, nowMillis));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /** Copies a table's rows out, in whatever order they have. */
  void copy(Table table, PartWriter writer, Progress progress) throws SQLException, IOException {
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut());
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      writer.row(row);
      progress.row(row.length);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static Manifest fix(Connection connection, long nowMillis) throws SQLException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      List<Table> tables = Catalogue.tables(connection);
      requireOurs(tables);
      begin(connection, tables);
      if (Catalogue.tables(connection).equals(tables)) {
        return new Manifest(
            nowMillis,
            Catalogue.logIndex(connection),
            Catalogue.versions(connection),
            tables,
            Catalogue.sequences(connection));
      }
      connection.rollback();
      connection.setAutoCommit(true);
    }
    throw new CannotStart(
        "The tables of the database change all the time.", "Try again when nothing is migrated.");
  }

  /** Locks come first: a transaction's moment is that of its first statement that reads. */
  private static void begin(Connection connection, List<Table> tables) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "LOCK TABLE %s IN ACCESS SHARE MODE"
              .formatted(tables.stream().map(Table::name).collect(Collectors.joining(", "))));
    }
  }

  private static void requireOurs(List<Table> tables) {
    if (tables.stream().noneMatch(table -> table.name().equals("log.event"))) {
      throw new CannotStart(
          "The database has no log: no Holdfast ever ran on it.",
          "Name the data folder or the database by the settings with which Holdfast runs.");
    }
  }
}
