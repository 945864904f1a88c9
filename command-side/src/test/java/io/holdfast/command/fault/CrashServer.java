package io.holdfast.command.fault;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL that keeps its promises (fsync on), made to be killed and started again. */
final class CrashServer implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres server;

  CrashServer() throws IOException {
    folder = Files.createTempDirectory(Path.of("target"), "crash-server-");
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setLocaleConfig("locale", "C.UTF-8")
            .start();
    Flyway.configure()
        .dataSource(dataSource())
        .schemas("log")
        .locations("classpath:db/log")
        .load()
        .migrate();
  }

  String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  DataSource dataSource() {
    return dataSource(url());
  }

  static DataSource dataSource(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser("postgres");
    source.setPassword("postgres");
    source.setConnectTimeout(2);
    return source;
  }

  /** Kills every process of the server as a power cut would, and starts it again. */
  void killAndStart() throws IOException {
    ProcessHandle postmaster = postmaster();
    List<String> command = commandOf(postmaster);
    List<ProcessHandle> all = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    await().until(() -> !postmaster.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
    Files.deleteIfExists(folder.resolve("postmaster.pid"));
    new ProcessBuilder(command).inheritIO().start();
  }

  /** PostgreSQL will not run as root; in a user namespace of its own it is not. */
  private static List<String> commandOf(ProcessHandle process) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(process.info().command().orElseThrow());
    command.addAll(List.of(process.info().arguments().orElseThrow()));
    return command;
  }

  /** Kills the process that serves a writer: the server then ends all sessions and recovers. */
  void killAWritersBackend() throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'holdfast-log-%'")) {
      if (!row.next() || !ProcessHandle.of(row.getLong(1)).orElseThrow().destroyForcibly()) {
        throw new IllegalStateException("there is no writer to cut off");
      }
    }
  }

  private ProcessHandle postmaster() throws IOException {
    String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().trim();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
