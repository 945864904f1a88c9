package io.holdfast.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL with its stock settings, fsync and synchronous_commit on, in a folder of its
 * own that is gone afterwards. Its file system must be one that keeps what it was told to sync.
 *
 * <p>It has written a gigabyte of write-ahead log before, as any server that is more than minutes
 * old. From then on it writes into segments that are there; before, it fills each with zeros first,
 * a stall of some 50 ms for every 16 MB that no floor and no product should be charged with.
 */
final class BenchPostgres implements AutoCloseable {
  private static final int WAL_SEGMENTS = 60;

  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  BenchPostgres() throws IOException, SQLException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("data")), "bench-");
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(true)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "300")
            .setLocaleConfig("locale", "C.UTF-8")
            .start();
    for (int i = 0; i < WAL_SEGMENTS; i++) {
      execute("SELECT pg_logical_emit_message(true, 'bench', '')", "SELECT pg_switch_wal()");
    }
    execute("CHECKPOINT");
  }

  /** A pool of connections that were all opened before, so that none is measured. */
  HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
    config.setUsername("postgres");
    config.setPassword("postgres");
    config.setMaximumPoolSize(size);
    return new HikariDataSource(config);
  }

  /** An empty database beside the others. Answers with its address. */
  String freshDatabase() throws SQLException {
    String name = "fresh" + databases.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return server.getJdbcUrl("postgres", name);
  }

  void migrate(String schema) {
    Flyway.configure()
        .dataSource(server.getPostgresDatabase())
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .load()
        .migrate();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
