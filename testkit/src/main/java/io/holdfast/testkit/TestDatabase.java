package io.holdfast.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh database on a real PostgreSQL server. All tests of a JVM share one server, started at
 * first need and gone with the JVM; each call gets a database of its own. The server runs without
 * fsync: what must survive a crash is tested elsewhere.
 */
public record TestDatabase(String host, int port, String name, String username, String password) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /**
   * @param schemas the sides whose tables are wanted, each migrated from {@code
   *     classpath:db/<schema>} into a schema of that name: {@code log}, {@code view}, {@code rail},
   *     {@code door}
   */
  public static TestDatabase create(String... schemas) {
    String name = "test_" + NUMBER.incrementAndGet();
    try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create " + name, e);
    }
    TestDatabase database =
        new TestDatabase("localhost", Server.INSTANCE.getPort(), name, "postgres", "postgres");
    for (String schema : schemas) {
      database.migrate(schema);
    }
    return database;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  public String r2dbcUrl() {
    return "r2dbc:postgresql://" + host + ":" + port + "/" + name;
  }

  /** A source that opens a connection each time. Thread-safe. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(username);
    source.setPassword(password);
    return source;
  }

  private void migrate(String schema) {
    Flyway.configure()
        .dataSource(dataSource())
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .load()
        .migrate();
  }

  private static final class Server {
    private static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setLocaleConfig("locale", "C.UTF-8")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("the test PostgreSQL does not start", e);
      }
    }
  }
}
