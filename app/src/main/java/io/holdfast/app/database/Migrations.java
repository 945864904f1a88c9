package io.holdfast.app.database;

import io.holdfast.app.start.CannotStart;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Each side keeps a schema of its own, with a history of its own. */
final class Migrations {
  private static final List<String> SCHEMAS = List.of("log", "view", "audit", "rail", "door");

  private Migrations() {}

  static void run(DataSource source) {
    for (String schema : SCHEMAS) {
      migrate(source, schema);
    }
  }

  private static void migrate(DataSource source, String schema) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(source)
            .schemas(schema)
            .locations("classpath:db/" + schema)
            .load();
    refuseNewer(flyway, schema);
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new CannotStart(
          "The tables of schema '%s' cannot be brought up to date: %s"
              .formatted(schema, e.getMessage()),
          "The database is as it was before this step. Mend what it says and start again.",
          e);
    }
  }

  /** Flyway alone would ignore what a later program has done, and an old one would misread it. */
  private static void refuseNewer(Flyway flyway, String schema) {
    boolean newer =
        Arrays.stream(flyway.info().applied())
            .map(MigrationInfo::getState)
            .anyMatch(state -> state.isApplied() && !state.isResolved());
    if (newer) {
      throw new CannotStart(
          "Schema '%s' of the database is newer than this Holdfast.".formatted(schema),
          "Run the Holdfast that wrote it, or a later one.");
    }
  }
}
