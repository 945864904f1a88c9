package io.holdfast.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  /** The schemas are migrated once for each JVM; a database of a test is a copy. */
  private static final Map<List<String>, String> TEMPLATES = new ConcurrentHashMap<>();

  /**
   * @param schemas the sides whose tables are wanted, each migrated from {@code
   *     classpath:db/<schema>} into a schema of that name: {@code log}, {@code view}, {@code rail},
   *     {@code door}
   */
  public static TestDatabase create(String... schemas) {
    String template = TEMPLATES.computeIfAbsent(List.of(schemas), TestDatabase::template);
    return make("test_" + NUMBER.incrementAndGet(), "TEMPLATE " + template);
  }

  private static String template(List<String> schemas) {
    TestDatabase template = make("template_" + String.join("_", schemas), "");
    schemas.forEach(template::migrate);
    return template.name;
  }

  private static TestDatabase make(String name, String like) {
    try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " " + like);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create " + name, e);
    }
    return new TestDatabase("localhost", Server.INSTANCE.getPort(), name, "postgres", "postgres");
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
    private static final String DISCARD =
        """
        if [ -f "$1/postmaster.pid" ]; then
          read -r pid < "$1/postmaster.pid"
          kill -QUIT "$pid"
          for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" || break; sleep 1; done
        fi
        rm -rf "$1"
        """;

    private static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        Path folder = Files.createTempDirectory("holdfast-test-postgres");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(folder)));
        return EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setServerConfig("max_connections", "200")
            .setLocaleConfig("locale", "C.UTF-8")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("the test PostgreSQL does not start", e);
      }
    }

    /**
     * Left to a process of its own: hundreds of databases are many files, and to delete them, or to
     * let the server write down what they hold, made the JVM of a module's tests end half a minute
     * late. By SIGQUIT the server goes at once.
     */
    private static void discard(Path folder) {
      try {
        new ProcessBuilder("sh", "-c", DISCARD, "discard", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("the test PostgreSQL does not stop", e);
      }
    }
  }
}
