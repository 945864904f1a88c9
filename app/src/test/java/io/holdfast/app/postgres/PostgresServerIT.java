package io.holdfast.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.app.database.Database;
import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class PostgresServerIT {
  private static final Path BINARIES = Path.of("target/postgres-binaries").toAbsolutePath();

  @TempDir static Path template;

  @TempDir Path data;
  private Path passwordFile;
  private PostgresServer server;

  /** Making the files takes longest: once, and a copy for each test. */
  @BeforeAll
  static void makeFiles() throws IOException {
    Path password = Files.writeString(template.resolve("password"), "a password\n");
    PostgresServer.start(template, BINARIES, password).close();
  }

  @BeforeEach
  void start() throws IOException {
    passwordFile = Files.copy(template.resolve("password"), data.resolve("password"));
    FileSystemUtils.copyRecursively(template.resolve("postgres"), data.resolve("postgres"));
    Files.setPosixFilePermissions(
        data.resolve("postgres"), PosixFilePermissions.fromString("rwx------"));
    server = startServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void runsDurablyAndOnTheLoopbackAddressOnly() throws SQLException {
    for (String setting :
        List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
      assertThat(query("SHOW " + setting)).as(setting).isEqualTo("on");
    }
    assertThat(query("SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(query("SHOW unix_socket_directories")).isEmpty();
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    Database database = server.database();

    assertThatThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "wrong"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void keepsItsDataOverARestart() throws SQLException {
    keepSomething();

    server.close();
    server = startServer();

    assertThat(query("SELECT what FROM kept")).isEqualTo("gold");
  }

  @Test
  void leavesNothingRunningWhenClosed() throws IOException {
    ProcessHandle postmaster = postmaster();

    server.close();

    assertThat(postmaster.isAlive()).isFalse();
  }

  @Test
  void comesBackOnTheSameAddressAfterItWasKilled() throws Exception {
    keepSomething();
    Database database = server.database();

    postmaster().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(query("SELECT what FROM kept")).isEqualTo("gold"));
    assertThat(server.database()).isEqualTo(database);
  }

  @Test
  void comesBackAgainAndAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      ProcessHandle postmaster = postmaster();
      postmaster.destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> !postmaster().equals(postmaster) && query("SELECT 1").equals("1"));
    }
  }

  @Test
  void stopsTheServerThatAnEarlierRunLeft() throws Exception {
    keepSomething();
    server.close();
    Process left = launchAsAnEarlierRunDid();

    server = startServer();

    assertThat(left.isAlive()).isFalse();
    assertThat(query("SELECT what FROM kept")).isEqualTo("gold");
  }

  @Test
  void neverSignalsAProcessThatMerelyHasThePidOfAnEarlierServer() throws Exception {
    server.close();
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      Files.writeString(pidFile(), stranger.pid() + "\n" + data.resolve("postgres") + "\n");

      server = startServer();

      assertThat(query("SELECT 1")).isEqualTo("1");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  @Test
  void leavesTheServerOnAnotherFolderAlone() throws Exception {
    Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
    try (PostgresServer other = PostgresServer.start(elsewhere, BINARIES, passwordFile)) {
      server.close();
      Files.copy(elsewhere.resolve("postgres/postmaster.pid"), pidFile());

      server = startServer();

      assertThat(query("SELECT 1")).isEqualTo("1");
      assertThat(query(other.database(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void startsAfterPidFileWasCutShort() throws Exception {
    server.close();
    Files.writeString(pidFile(), "");

    server = startServer();

    assertThat(query("SELECT 1")).isEqualTo("1");
  }

  @Test
  void refusesADatabaseOfAnotherVersion() throws IOException {
    server.close();
    Path version = data.resolve("postgres/PG_VERSION");
    Files.writeString(version, "9\n");

    assertThatThrownBy(this::startServer)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("was written by PostgreSQL 9");
  }

  @Test
  void refusesADatabaseMadeWithAnotherPassword() throws IOException {
    server.close();
    Files.writeString(passwordFile, "another\n");

    assertThatThrownBy(this::startServer)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("made with another password");
    assertThat(pidFile()).doesNotExist();
  }

  @Test
  void makesItsFilesAgainAfterACrashWhileItMadeThem() throws Exception {
    Path fresh = data.resolve("fresh");
    Files.createDirectories(fresh.resolve("postgres.part/base"));

    try (PostgresServer second = PostgresServer.start(fresh, BINARIES, passwordFile)) {
      assertThat(query(second.database(), "SELECT 1")).isEqualTo("1");
    }
  }

  private PostgresServer startServer() {
    return PostgresServer.start(data, BINARIES, passwordFile);
  }

  private Process launchAsAnEarlierRunDid() throws IOException {
    Tools tools = new Tools(Binaries.unpackInto(BINARIES));
    List<String> arguments =
        List.of("-D", data.resolve("postgres").toString(), "-p", "" + freePort(), "-k", "");
    Process process = tools.launchServer(arguments, data.resolve("left.log"));
    await().until(() -> Files.exists(pidFile()) && Files.readString(pidFile()).contains("ready"));
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Path pidFile() {
    return data.resolve("postgres/postmaster.pid");
  }

  private ProcessHandle postmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private void keepSomething() throws SQLException {
    Database database = server.database();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 'gold' AS what");
    }
  }

  private String query(String sql) throws SQLException {
    return query(server.database(), sql);
  }

  private static String query(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
