package io.holdfast.app.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.app.start.CannotStart;
import io.holdfast.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DatabaseIT {
  @Test
  void aServerThatMayForgetIsRefused() throws SQLException {
    try (Connection forgetful = TestDatabase.create().dataSource().getConnection()) {
      assertThatThrownBy(() -> Durability.require(forgetful, Durability.EVERYWHERE))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("fsync")
          .hasMessageContaining("may forget");
    }
  }

  @Test
  void everySchemaIsMigratedAndASecondTimeChangesNothing() {
    DataSource source = TestDatabase.create().dataSource();

    Migrations.run(source);
    Migrations.run(source);
  }

  @Test
  void aDatabaseWhoseRestoreWasNotFinishedIsRefused() throws SQLException {
    DataSource source = TestDatabase.create().dataSource();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + Migrations.RESTORING);
    }

    assertThatThrownBy(() -> Migrations.run(source))
        .isInstanceOf(CannotStart.class)
        .hasMessage("A restore into this database was not finished.");
  }

  @Test
  void aDatabaseThatALaterProgramWroteIsRefused() throws SQLException {
    DataSource source = TestDatabase.create().dataSource();
    Migrations.run(source);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO log.flyway_schema_history
            (installed_rank, version, description, type, script, installed_by, execution_time, success)
          VALUES (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 'x', 1, true)
          """);
    }

    assertThatThrownBy(() -> Migrations.run(source))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("Schema 'log' of the database is newer than this Holdfast");
  }
}
