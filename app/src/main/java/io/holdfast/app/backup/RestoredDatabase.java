package io.holdfast.app.backup;

import io.holdfast.app.backup.Manifest.Sequence;
import io.holdfast.app.backup.Manifest.Table;
import io.holdfast.app.database.Database;
import io.holdfast.app.database.Migrations;
import io.holdfast.app.start.CannotStart;
import io.holdfast.chain.restore.RestoredRails;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An empty database that becomes the one of a backup. A schema of a name of its own says from the
 * first step on that it is none yet; Holdfast refuses to start on it. The tables are made as they
 * were then, by their own migrations, and filled in one transaction, which ends when everything was
 * read back and is what was written; then they are brought up to date. Used by one thread.
 */
final class RestoredDatabase implements AutoCloseable {
  /** What was in the log without a gap, an aggregate's events included, has no row here. */
  private static final List<String> GAPS =
      List.of(
          "SELECT 'events are missing in the log' FROM log.event"
              + " HAVING count(*) <> coalesce(max(log_index), 0) OR min(log_index) <> 1",
          "SELECT 'events are missing in ' || aggregate_id FROM log.event GROUP BY aggregate_id"
              + " HAVING count(*) <> max(sequence_number) + 1 OR min(sequence_number) <> 0 LIMIT 1");

  private final Database database;
  private final Connection connection;
  private final CopyManager copying;
  private final Manifest manifest;
  private @Nullable CopyIn copy;

  private RestoredDatabase(Database database, Connection connection, Manifest manifest)
      throws SQLException {
    this.database = database;
    this.connection = connection;
    this.copying = connection.unwrap(PGConnection.class).getCopyAPI();
    this.manifest = manifest;
  }

  /** Makes the tables, empty. */
  static RestoredDatabase begin(Database database, Manifest manifest) throws SQLException {
    Connection connection = Copying.connect(database);
    try {
      run(connection, "CREATE SCHEMA " + Migrations.RESTORING);
      makeTables(database, manifest);
      connection.setAutoCommit(false);
      requireSame(Catalogue.tables(connection), manifest.tables());
      for (Table table : manifest.tables()) {
        empty(connection, table);
      }
      return new RestoredDatabase(database, connection, manifest);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  void beginTable(String name) throws SQLException, IOException {
    copy = copying.copyIn(table(name).copyIn());
  }

  void row(byte[] row) throws SQLException {
    copy().writeToCopy(row, 0, row.length);
  }

  void endTable() throws SQLException {
    copy().endCopy();
    copy = null;
  }

  /**
   * Reads everything back before it is kept.
   *
   * @param parts what each table must be
   * @throws CannotStart when something is not what was backed up
   */
  void readBack(Map<String, Tally.Sum> parts, Progress progress) throws SQLException {
    for (Sequence sequence : manifest.sequences()) {
      restore(sequence);
    }
    for (Table table : manifest.tables()) {
      progress.part(table.name());
      if (!tally(table, progress).equals(parts.get(Backup.TABLE + table.name()))) {
        throw unequal("Table %s is not what was backed up.".formatted(table.name()));
      }
    }
    requireLog();
    connection.commit();
  }

  /**
   * Brings the tables up to date and tells the rails that time is lost. When it returns, a Holdfast
   * may start on it.
   *
   * @param lostKeys as {@link RestoredRails#mark}
   */
  void release(long nowMillis, int lostKeys) throws SQLException {
    Migrations.bringUpToDate(source(database));
    RestoredRails.mark(
        JdbcClient.create(new SingleConnectionDataSource(connection, true)), nowMillis, lostKeys);
    run(connection, "DROP SCHEMA " + Migrations.RESTORING);
    connection.commit();
    connection.setAutoCommit(true);
    run(connection, "ANALYZE");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Of what the migrations put there; a table that nobody may empty has nothing. */
  private static void empty(Connection connection, Table table) throws SQLException {
    String some = "SELECT 1 FROM %s LIMIT 1".formatted(table.name());
    if (!Catalogue.texts(connection, some).isEmpty()) {
      run(connection, "TRUNCATE " + table.name());
    }
  }

  private static DataSource source(Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.username());
    source.setPassword(database.password());
    return source;
  }

  private static void makeTables(Database database, Manifest manifest) {
    DataSource source = source(database);
    manifest.versions().forEach((schema, versions) -> Migrations.runTo(source, schema, versions));
  }

  /** What the migrations make must be what was backed up, else a row would not find its place. */
  private static void requireSame(List<Table> made, List<Table> wanted) {
    if (!new HashSet<>(shapes(made)).equals(new HashSet<>(shapes(wanted)))) {
      throw new CannotStart(
          "The tables of the backup are not those that this Holdfast makes.",
          "Restore it with the Holdfast that made it.");
    }
  }

  private static List<String> shapes(List<Table> tables) {
    return tables.stream()
        .map(table -> table.name() + table.columns().stream().sorted().toList())
        .toList();
  }

  private Table table(String name) throws DamagedBackup {
    return manifest.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new DamagedBackup("It has a table that it does not name"));
  }

  private void restore(Sequence sequence) throws SQLException {
    if (sequence.lastValue() == null) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT setval(pg_get_serial_sequence(?, ?)::regclass, ?)")) {
      statement.setString(1, sequence.table());
      statement.setString(2, sequence.column());
      statement.setLong(3, sequence.lastValue());
      statement.execute();
    }
  }

  private Tally.Sum tally(Table table, Progress progress) throws SQLException {
    Tally tally = new Tally();
    CopyOut out = copying.copyOut(table.copyOut());
    for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
      tally.add(row);
      progress.row(row.length);
    }
    return tally.sum();
  }

  private void requireLog() throws SQLException {
    for (String gap : GAPS) {
      for (String what : Catalogue.texts(connection, gap)) {
        throw unequal("The log of the backup has a gap: %s.".formatted(what));
      }
    }
    if (Catalogue.logIndex(connection) != manifest.logIndex()) {
      throw unequal("The log does not end with event %d.".formatted(manifest.logIndex()));
    }
  }

  private static CannotStart unequal(String what) {
    return new CannotStart(
        what, "Nothing can start on it. Restore an earlier backup, and tell us.");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private CopyIn copy() {
    CopyIn current = copy;
    if (current == null) {
      throw new IllegalStateException("no table was begun");
    }
    return current;
  }
}
