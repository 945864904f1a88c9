package io.holdfast.app.database;

import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each side keeps a schema of its own, with a history of its own. */
public final class Migrations {
  public static final List<String> SCHEMAS = List.of("log", "view", "audit", "rail", "door");

  /** There from the first thing that a restore writes until it has looked at everything. */
  public static final String RESTORING = "holdfast_restoring";

  private Migrations() {}

  /**
   * @throws CannotStart when a later program wrote the database, or a restore was not finished
   */
  static void run(DataSource source) {
    refuseUnfinished(source);
    bringUpToDate(source);
  }

  /**
   * @throws CannotStart when a later program wrote the database
   */
  public static void bringUpToDate(DataSource source) {
    for (String schema : SCHEMAS) {
      Flyway flyway = flyway(source, schema, MigrationVersion.LATEST);
      refuseNewer(flyway, schema);
      migrate(flyway, schema);
    }
  }

  /**
   * For whoever looks at a ledger and changes nothing.
   *
   * @throws CannotStart when the tables are another Holdfast's, or a restore was not finished
   */
  public static void requireCurrent(DataSource source) {
    refuseUnfinished(source);
    for (String schema : SCHEMAS) {
      Flyway flyway = flyway(source, schema, MigrationVersion.LATEST);
      refuseNewer(flyway, schema);
      if (flyway.info().pending().length > 0) {
        throw new CannotStart(
            "Schema '%s' of the database is older than this Holdfast.".formatted(schema),
            "Start this Holdfast on it once: it brings the tables up to date.");
      }
    }
  }

  /** Makes the tables of a schema as they were after these migrations. */
  public static void runTo(DataSource source, String schema, List<String> versions) {
    migrate(flyway(source, schema, last(versions)), schema);
  }

  /** The migrations of a schema that this program has, up to this one. */
  public static List<String> known(String schema, List<String> upTo) {
    MigrationVersion last = last(upTo);
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:db/" + schema + "/V*__*.sql"))
          .map(
              resource -> String.valueOf(resource.getFilename()).replaceFirst("^V(.*?)__.*$", "$1"))
          .map(MigrationVersion::fromVersion)
          .filter(version -> version.compareTo(last) <= 0)
          .sorted()
          .map(MigrationVersion::getVersion)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MigrationVersion last(List<String> versions) {
    return versions.stream()
        .map(MigrationVersion::fromVersion)
        .max(Comparator.naturalOrder())
        .orElse(MigrationVersion.EMPTY);
  }

  private static Flyway flyway(DataSource source, String schema, MigrationVersion target) {
    return Flyway.configure()
        .dataSource(source)
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .target(target)
        .load();
  }

  private static void migrate(Flyway flyway, String schema) {
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

  private static void refuseUnfinished(DataSource source) {
    Boolean restoring =
        JdbcClient.create(source)
            .sql("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = :name)")
            .param("name", RESTORING)
            .query(Boolean.class)
            .single();
    if (restoring) {
      throw new CannotStart(
          "A restore into this database was not finished.",
          "If none is under way, drop the database, make an empty one, and restore again.");
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
