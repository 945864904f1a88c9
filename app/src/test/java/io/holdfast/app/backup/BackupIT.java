package io.holdfast.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.app.database.Migrations;
import io.holdfast.app.start.CannotStart;
import io.holdfast.app.start.RestoreMark;
import io.holdfast.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** From one PostgreSQL of the operator's own to another. */
class BackupIT {
  private static final byte[] PASSPHRASE = "correct horse battery staple".getBytes(UTF_8);

  @TempDir Path folder;
  private Path file;
  private Path data;
  private Path elsewhere;
  private TestDatabase database;

  @BeforeEach
  void aHoldfast() throws IOException {
    file = folder.resolve("a.backup");
    data = folder.resolve("data");
    Files.createDirectories(data.resolve("secrets"));
    secret(data.resolve("secrets/bitcoin-key"), "the key\n");
    secret(data.resolve("secrets/signing-key.jwk"), "of an hour\n");
    secret(data.resolve("secrets/bitcoin-passphrase.part"), "half of it");
    elsewhere = secret(folder.resolve("mounted"), "the passphrase\n");
    database = TestDatabase.create(Migrations.SCHEMAS.toArray(String[]::new));
    execute(
        database,
        """
        INSERT INTO log.event
        SELECT n, 'e' || n, 'account:' || n % 3, 'Account', (n - 1) / 3, now(), 'T', null,
          convert_to('{"note":"a\\tb\\\\ ü"}', 'UTF8'), ''
        FROM generate_series(1, 30) n;
        INSERT INTO rail.address VALUES ('bitcoin', 'bc1', 0, 0, 'deposit:1');
        INSERT INTO rail.utxo (rail, txid, vout, address, amount, coinbase, finality_depth,
          seen_at_millis) VALUES ('bitcoin', 't', 0, 'bc1', 5, false, 6, 1);
        INSERT INTO rail.payout (withdrawal_id, rail, asset, amount, destination, finality_depth,
          state) VALUES ('w1', 'bitcoin', 'BTC', 1, 'd', 6, 'APPROVED');
        INSERT INTO rail.key_index VALUES ('bitcoin', 0, 7);
        INSERT INTO door.content VALUES ('c1', 3, 'DATABASE', now());
        INSERT INTO door.content_piece VALUES ('c1', 0, '\\x000aff');
        UPDATE view.progress SET log_index = 30;
        """);
  }

  @Test
  void bringsEveryRowCounterAndSecretBackAndTellsTheRailsThatTimeIsLost() throws IOException {
    backup();
    TestDatabase empty = TestDatabase.create();
    Path there = folder.resolve("there/passphrase");

    Manifest manifest = restore(empty, setting(there));

    assertThat(manifest.logIndex()).isEqualTo(30);
    assertThat(rows(empty)).isEqualTo(rows(database)).isNotEmpty();
    assertThat(one(empty, "SELECT last_value FROM rail.payout_number_seq")).isEqualTo("1");
    assertThat(one(empty, "SELECT next FROM rail.key_index")).isEqualTo("10007");
    assertThat(one(empty, "SELECT rail FROM rail.payout_hold")).isEqualTo("bitcoin");
    assertThat(there).hasContent("the passphrase\n");
    Path secrets = target().resolve("secrets");
    assertThat(secrets.resolve("bitcoin-key")).hasContent("the key\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.resolve("bitcoin-key"))))
        .isEqualTo("rw-------");
    assertThat(secrets.resolve("signing-key.jwk")).as("vouches for minutes").doesNotExist();
    assertThat(secrets.resolve("bitcoin-passphrase.part")).as("half written").doesNotExist();
  }

  @Test
  void takesAFileThatIsThereAlreadyWhereItIsTheSame() throws IOException {
    backup();
    TestDatabase empty = TestDatabase.create();
    Path there = secret(folder.resolve("there"), "another\n");
    String setting = "--holdfast.rails.stellar.key-passphrase-file=" + there;

    assertThatThrownBy(() -> restore(empty, setting))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is there already, and is another");
    assertThat(target()).doesNotExist();

    Files.writeString(there, "the passphrase\n");
    restore(empty, setting);
  }

  @Test
  void bringsABackupOfAnEarlierHoldfastUpToDate() {
    database = TestDatabase.create();
    for (String schema : Migrations.SCHEMAS) {
      Migrations.runTo(database.dataSource(), schema, List.of(schema.equals("rail") ? "22" : "1"));
    }
    execute(
        database,
        "INSERT INTO rail.cursor (rail, genesis, final_height) VALUES ('bitcoin', 'g', 5)");
    backup();
    TestDatabase empty = TestDatabase.create();

    assertThat(restore(empty).versions().get("log")).containsExactly("1");

    assertThat(one(empty, "SELECT max(version::int) FROM log.flyway_schema_history"))
        .isNotEqualTo("1");
    assertThat(one(empty, "SELECT final_height FROM rail.cursor")).isEqualTo("5");
    assertThat(one(empty, "SELECT rail FROM rail.payout_hold")).isEqualTo("bitcoin");
  }

  @Test
  void isRefusedWhereARestoreWasNotFinished() {
    backup();
    TestDatabase unfinished = TestDatabase.create();
    execute(unfinished, "CREATE SCHEMA " + Migrations.RESTORING);

    assertThatThrownBy(() -> restore(unfinished))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("it holds schema holdfast_restoring");
  }

  @Test
  void coversEverySequenceOfOurs() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      assertThat(Catalogue.sequences(connection))
          .hasSize(
              Integer.parseInt(
                  one(
                      database,
                      "SELECT count(*) FROM pg_sequences WHERE schemaname IN"
                          + " ('log', 'view', 'audit', 'rail', 'door')")));
    }
  }

  @Test
  void restoresAnEmptyLedger() {
    database = TestDatabase.create(Migrations.SCHEMAS.toArray(String[]::new));
    backup();
    TestDatabase empty = TestDatabase.create();

    assertThat(restore(empty).logIndex()).isZero();
    assertThat(rows(empty)).isEqualTo(rows(database));
  }

  @Test
  void neverOverwritesAFile() throws IOException {
    Files.writeString(file, "precious");

    assertThatThrownBy(this::backup)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is there already");
    assertThat(file).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 60})
  void isThereUnderNoNameWhereItWasBrokenOff(int rows) {
    assertThatThrownBy(
            () -> new Backup(configuration(), brokenOffAfter(rows)).into(file, PASSPHRASE))
        .isInstanceOf(BrokenOff.class);

    assertThat(file).doesNotExist();
    file = file.resolveSibling("a.backup.part");
    assertThat(file).exists();
    TestDatabase empty = TestDatabase.create();
    assertThatThrownBy(() -> restore(empty)).isInstanceOf(CannotStart.class);
    assertUntouched(empty);
  }

  /** Rows pass three times: they are checked, written, and read back. */
  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2.9})
  void leavesAPlaceThatRefusesToStartWhereARestoreWasBrokenOff(double passes) throws IOException {
    backup();
    TestDatabase half = TestDatabase.create();
    int rows = (int) (passes * rowsOf(file));
    Restore restore =
        new Restore(
            configuration(target(), half, setting(folder.resolve("mounted-there"))),
            brokenOffAfter(rows));

    assertThatThrownBy(() -> restore.from(file, PASSPHRASE)).isInstanceOf(BrokenOff.class);

    assertThatThrownBy(() -> RestoreMark.refuse(target())).isInstanceOf(CannotStart.class);
    assertThatThrownBy(() -> restore(half))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("was not finished");
    FileSystemUtils.deleteRecursively(target());
    Files.deleteIfExists(folder.resolve("mounted-there"));
    TestDatabase empty = TestDatabase.create();
    assertThat(restore(empty).logIndex()).isEqualTo(30);
  }

  private static final class BrokenOff extends RuntimeException {}

  private static Progress brokenOffAfter(int rows) {
    AtomicInteger left = new AtomicInteger(rows + 1);
    return new Progress(
        new PrintStream(OutputStream.nullOutputStream()),
        () -> {
          if (left.decrementAndGet() < 0) {
            throw new BrokenOff();
          }
          return 0;
        },
        "");
  }

  /** As often as a restore looks at the clock in one pass. */
  private static int rowsOf(Path file) {
    AtomicInteger rows = new AtomicInteger();
    BackupFile.open(file, PASSPHRASE)
        .check(
            new Progress(
                new PrintStream(OutputStream.nullOutputStream()), rows::incrementAndGet, ""));
    return rows.get() - 1;
  }

  @Test
  void isRefusedUnderAnotherPassphraseAndTouchesNothing() {
    backup();
    TestDatabase empty = TestDatabase.create();

    Restore restore = restoring(empty, setting(folder.resolve("mounted-there")));
    assertThatThrownBy(() -> restore.from(file, "another passphrase".getBytes(UTF_8)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("passphrase does not open");
    assertUntouched(empty);
  }

  @Test
  void isRefusedWhereItIsDamagedAndTouchesNothing() throws IOException {
    backup();
    TestDatabase empty = TestDatabase.create();
    byte[] whole = Files.readAllBytes(file);

    for (int at = 200; at < whole.length; at += whole.length / 5) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(() -> restore(empty))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("The backup is damaged");
      Files.write(file, Arrays.copyOf(whole, at));
      assertThatThrownBy(() -> restore(empty))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("The backup is damaged");
    }
    assertUntouched(empty);
  }

  @Test
  void isRefusedWhereSomethingIs() throws IOException {
    backup();
    TestDatabase empty = TestDatabase.create();
    TestDatabase used = TestDatabase.create();
    execute(used, "CREATE TABLE mine (id int)");

    assertThatThrownBy(() -> restore(used))
        .isInstanceOf(CannotStart.class)
        .hasMessage("The database is not empty: it holds public.mine.");
    assertThatThrownBy(() -> restore(database))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("The database is not empty: it holds ");
    secret(target().resolve("mine"), "");
    assertThatThrownBy(() -> restore(empty))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is not empty: it holds mine.");
  }

  @Test
  void isRefusedWhereALaterHoldfastMadeIt() {
    execute(
        database,
        """
        INSERT INTO rail.flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 'x', 1, true)
        """);
    backup();
    TestDatabase empty = TestDatabase.create();

    assertThatThrownBy(() -> restore(empty))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("made by a newer Holdfast: it has a later schema 'rail'");
    assertUntouched(empty);
  }

  private void assertUntouched(TestDatabase empty) {
    assertThat(target()).doesNotExist();
    assertThat(one(empty, "SELECT count(*) FROM pg_namespace WHERE nspname = 'log'"))
        .isEqualTo("0");
  }

  private Manifest backup() {
    return new Backup(configuration(), progress()).into(file, PASSPHRASE);
  }

  private BackupConfiguration configuration() {
    return configuration(data, database, setting(elsewhere));
  }

  private Manifest restore(TestDatabase into) {
    return restore(into, setting(folder.resolve("mounted-there")));
  }

  private Manifest restore(TestDatabase into, String setting) {
    return restoring(into, setting).from(file, PASSPHRASE);
  }

  private Restore restoring(TestDatabase into, String setting) {
    return new Restore(configuration(target(), into, setting), progress());
  }

  private Path target() {
    return folder.resolve("target");
  }

  private static String setting(Path file) {
    return "--holdfast.rails.stellar.key-passphrase-file=" + file;
  }

  private static BackupConfiguration configuration(
      Path data, TestDatabase database, String setting) {
    return BackupConfiguration.of(
        "--holdfast.data-dir=" + data,
        "--holdfast.database.url=" + database.jdbcUrl(),
        "--holdfast.database.username=" + database.username(),
        "--holdfast.database.password=" + database.password(),
        setting);
  }

  private static Progress progress() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()), () -> 0, "");
  }

  /** Every table with its rows in one text, but for what a restore tells the rails. */
  private static List<String> rows(TestDatabase database) {
    JdbcClient client = JdbcClient.create(database.dataSource());
    return client
        .sql(
            """
            SELECT schemaname || '.' || tablename || ' ' || query_to_xml(
              format('SELECT * FROM %I.%I t ORDER BY t::text', schemaname, tablename),
              false, true, '')::text
            FROM pg_tables WHERE schemaname IN ('log', 'view', 'audit', 'rail', 'door')
              AND tablename NOT IN ('payout_hold', 'lost_key', 'key_index') ORDER BY 1""")
        .query(String.class)
        .list();
  }

  private static String one(TestDatabase database, String sql) {
    return JdbcClient.create(database.dataSource()).sql(sql).query(String.class).single();
  }

  private static void execute(TestDatabase database, String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path secret(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
