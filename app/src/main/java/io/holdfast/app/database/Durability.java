package io.holdfast.app.database;

import io.holdfast.app.start.CannotStart;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Nothing is acknowledged before it is durable: so a server that may forget is refused. */
public final class Durability {
  /** What every PostgreSQL must have, whoever runs it. */
  public static final List<String> EVERYWHERE = List.of("fsync", "synchronous_commit");

  private static final String SQL =
      "SELECT string_agg(name, ', ' ORDER BY name) FROM pg_settings"
          + " WHERE setting = 'off' AND name = ANY (?)";

  private Durability() {}

  /**
   * @throws CannotStart naming the settings that are off
   */
  public static void require(Connection connection, List<String> settings) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, connection.createArrayOf("text", settings.toArray()));
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        String off = result.getString(1);
        if (off != null) {
          throw new CannotStart(
              "PostgreSQL runs with " + off + " off, so it may forget what it acknowledged.",
              "Turn it on: a ledger must not lose a payment to a power cut.");
        }
      }
    }
  }
}
