package io.holdfast.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Connections to one database, in the blocking and in the reactive kind. Both give up soon when the
 * database is away, so that callers are told, and both find back by themselves.
 */
final class Pools {
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** A server that hangs is as good as gone; the longest honest statement takes far less. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);

  private Pools() {}

  static HikariDataSource blocking(Database database, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("holdfast");
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(4);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setMaxLifetime(MAX_LIFETIME.toMillis());
    config.addDataSourceProperty(PGProperty.APPLICATION_NAME.getName(), "holdfast");
    config.addDataSourceProperty(PGProperty.CONNECT_TIMEOUT.getName(), WAIT.toSeconds());
    config.addDataSourceProperty(PGProperty.SOCKET_TIMEOUT.getName(), SILENCE.toSeconds());
    config.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), true);
    config.addDataSourceProperty(PGProperty.REWRITE_BATCHED_INSERTS.getName(), true);
    return new HikariDataSource(config);
  }

  static ConnectionPool reactive(Database database, int size) {
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(new PostgresqlConnectionFactory(r2dbc(database)))
            .name("holdfast")
            .initialSize(2)
            .maxSize(size)
            .maxAcquireTime(WAIT)
            .maxLifeTime(MAX_LIFETIME)
            .validationDepth(ValidationDepth.REMOTE)
            .build());
  }

  /** The reactive driver has no JDBC addresses: the other driver reads ours for it. */
  private static PostgresqlConnectionConfiguration r2dbc(Database database) {
    Properties parts = Driver.parseURL(database.jdbcUrl(), null);
    if (parts == null) {
      throw new IllegalArgumentException("not a PostgreSQL address: " + database.jdbcUrl());
    }
    var builder =
        PostgresqlConnectionConfiguration.builder()
            .applicationName("holdfast")
            .host(parts.getProperty(PGProperty.PG_HOST.getName()))
            .port(Integer.parseInt(parts.getProperty(PGProperty.PG_PORT.getName())))
            .database(parts.getProperty(PGProperty.PG_DBNAME.getName()))
            .username(database.username())
            .password(database.password())
            .connectTimeout(WAIT)
            .tcpKeepAlive(true);
    String sslMode = parts.getProperty(PGProperty.SSL_MODE.getName());
    return sslMode == null ? builder.build() : builder.sslMode(SSLMode.fromValue(sslMode)).build();
  }
}
