package io.holdfast.app.backup;

import io.holdfast.app.database.Database;
import io.holdfast.app.start.CannotStart;
import io.holdfast.app.start.RestoreMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A restore goes where nothing is, so that there is nothing that it could spoil. */
final class EmptyPlace {
  /** The programs of the embedded PostgreSQL may lie there already. */
  private static final Set<String> NOTHING_OF_WORTH = Set.of("postgres-binaries", "holdfast.lock");

  private static final String THINGS =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      UNION ALL
      SELECT 'schema ' || nspname FROM pg_namespace
      WHERE nspname NOT IN ('information_schema', 'public') AND nspname NOT LIKE 'pg\\_%'
      ORDER BY 1 LIMIT 3""";

  private EmptyPlace() {}

  /**
   * @throws CannotStart saying what is there
   */
  static void require(Path folder) {
    RestoreMark.refuse(folder);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> things =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> !NOTHING_OF_WORTH.contains(name))
              .sorted()
              .limit(3)
              .toList();
      if (!things.isEmpty()) {
        throw new CannotStart(
            "%s is not empty: it holds %s.".formatted(folder, String.join(", ", things)),
            "Name a data folder that is empty or not there: --holdfast.data-dir=…");
      }
    } catch (IOException e) {
      throw new CannotStart(
          "%s cannot be read: %s".formatted(folder, e), "Name another data folder.", e);
    }
  }

  /**
   * @throws CannotStart saying what is there, or that it cannot be reached
   */
  static void require(Database database) {
    try (Connection connection = Copying.connect(database)) {
      List<String> things = Catalogue.texts(connection, THINGS);
      if (!things.isEmpty()) {
        throw new CannotStart(
            "The database is not empty: it holds %s.".formatted(String.join(", ", things)),
            "Make a new one, and name it by holdfast.database.url.");
      }
    } catch (SQLException e) {
      throw new CannotStart(
          "The database cannot be read: " + e.getMessage(), "Mend what it says.", e);
    }
  }
}
