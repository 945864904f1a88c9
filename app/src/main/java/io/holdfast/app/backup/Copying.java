package io.holdfast.app.backup;

import io.holdfast.app.database.Database;
import io.holdfast.app.start.CannotStart;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGProperty;

/** Connections on which a value has one text, whatever the machine's and the server's customs. */
final class Copying {
  private static final long CONNECT_SECONDS = 10;

  private Copying() {}

  /**
   * @throws CannotStart when the database cannot be reached
   */
  static Connection connect(Database database) throws SQLException {
    Connection connection = reach(database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET timezone = 'UTC'");
      statement.execute("SET datestyle = 'ISO, YMD'");
      statement.execute("SET intervalstyle = 'postgres'");
      statement.execute("SET extra_float_digits = 3");
      statement.execute("SET bytea_output = 'hex'");
      statement.execute("SET search_path = ''");
    }
    return connection;
  }

  private static Connection reach(Database database) {
    Properties properties = new Properties();
    properties.setProperty(PGProperty.USER.getName(), database.username());
    properties.setProperty(PGProperty.PASSWORD.getName(), database.password());
    properties.setProperty(PGProperty.APPLICATION_NAME.getName(), "holdfast-backup");
    properties.setProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
    properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), Long.toString(CONNECT_SECONDS));
    try {
      return DriverManager.getConnection(database.jdbcUrl(), properties);
    } catch (SQLException e) {
      throw new CannotStart(
          "The database cannot be reached (%s): %s".formatted(database, e.getMessage()),
          "Start it, or correct holdfast.database.url, .username and .password.",
          e);
    }
  }
}
