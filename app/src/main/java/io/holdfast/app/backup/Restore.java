package io.holdfast.app.backup;

import io.holdfast.app.backup.BackupFile.Content;
import io.holdfast.app.database.Database;
import io.holdfast.app.database.Migrations;
import io.holdfast.app.postgres.PostgresServer;
import io.holdfast.app.start.CannotStart;
import io.holdfast.app.start.DataFolder;
import io.holdfast.app.start.RestoreMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup into an empty place. All of the file is read and found whole before anything is
 * written. What is broken off leaves a place that refuses to start, and says why.
 */
final class Restore {
  private final BackupConfiguration configuration;
  private final SecretFiles secrets;
  private final Progress progress;

  Restore(BackupConfiguration configuration, Progress progress) {
    this.configuration = configuration;
    this.secrets = new SecretFiles(configuration);
    this.progress = progress;
  }

  /**
   * @throws CannotStart with what a person can do
   */
  Manifest from(Path file, byte[] passphrase) {
    BackupFile backup = BackupFile.open(file, passphrase);
    configuration.lostAddresses();
    requireEmpty();
    Content content = backup.check(progress);
    requireKnown(content.manifest());
    content.parts().forEach(this::requirePlace);
    Path folder = configuration.dataDir();
    try (DataFolder ours = DataFolder.open(folder)) {
      requireEmpty();
      RestoreMark.set(ours.path());
      try (Putting putting = new Putting(ours.path(), content)) {
        backup.read(_ -> putting);
        putting.finish();
      }
      RestoreMark.remove(ours.path());
      return content.manifest();
    } catch (IOException e) {
      throw new CannotStart(
          "%s cannot be written: %s".formatted(folder, e), "Mend what it says.", e);
    } catch (SQLException e) {
      throw notTaken(e);
    }
  }

  private void requireEmpty() {
    EmptyPlace.require(configuration.dataDir());
    configuration.ownDatabase().ifPresent(EmptyPlace::require);
  }

  /**
   * A later program's rows would be misread, and those of an earlier one are brought up to date.
   */
  private static void requireKnown(Manifest manifest) {
    manifest
        .versions()
        .forEach(
            (schema, versions) -> {
              if (!Migrations.known(schema, versions).containsAll(versions)) {
                throw new CannotStart(
                    "The backup was made by a newer Holdfast: it has a later schema '%s'."
                        .formatted(schema),
                    "Restore it with the Holdfast that made it, or a later one.");
              }
            });
  }

  /** A file elsewhere may be there already, as what a container is given; then it is the same. */
  private void requirePlace(String part, Tally.Sum sum) {
    if (part.startsWith(Backup.TABLE)) {
      return;
    }
    Path place = secrets.placeOf(part);
    if (Files.exists(place) && !sumOf(SecretFiles.read(place)).equals(sum)) {
      throw new CannotStart(
          "%s is there already, and is another than that of the backup.".formatted(place),
          "Move it away, or put the one of the backup there.");
    }
  }

  private static Tally.Sum sumOf(byte[] content) {
    Tally tally = new Tally();
    tally.add(content);
    return tally.sum();
  }

  private static CannotStart notTaken(SQLException e) {
    return new CannotStart(
        "The database does not take the backup: " + e.getMessage(),
        "Mend what it says, empty the place and try again.",
        e);
  }

  /** Writes what it is given. The secrets come first: the database's own password is one. */
  private final class Putting implements PartReader.Visitor, AutoCloseable {
    private final Path folder;
    private final Content content;
    private @Nullable PostgresServer server;
    private @Nullable RestoredDatabase database;
    private @Nullable Path secret;

    Putting(Path folder, Content content) {
      this.folder = folder;
      this.content = content;
    }

    @Override
    public void begin(String part) throws IOException {
      progress.part(part);
      if (!part.startsWith(Backup.TABLE)) {
        secret = secrets.placeOf(part);
        return;
      }
      secret = null;
      try {
        database().beginTable(part.substring(Backup.TABLE.length()));
      } catch (SQLException e) {
        throw notTaken(e);
      }
    }

    @Override
    public void row(byte[] row) throws IOException {
      progress.row(row.length);
      Path file = secret;
      if (file != null) {
        if (!Files.exists(file)) {
          SecretFiles.write(file, row);
        }
        return;
      }
      try {
        database().row(row);
      } catch (SQLException e) {
        throw notTaken(e);
      }
    }

    @Override
    public void end(Tally.Sum sum) {
      if (secret == null) {
        try {
          database().endTable();
        } catch (SQLException e) {
          throw notTaken(e);
        }
      }
    }

    void finish() throws SQLException {
      database().readBack(content.parts(), progress);
      database().release(configuration.clock().millis(), configuration.lostAddresses());
    }

    @Override
    public void close() throws SQLException {
      try {
        if (database != null) {
          database.close();
        }
      } finally {
        if (server != null) {
          server.close();
        }
      }
    }

    private RestoredDatabase database() throws SQLException {
      RestoredDatabase current = database;
      if (current == null) {
        current =
            RestoredDatabase.begin(
                configuration.ownDatabase().orElseGet(this::embedded), content.manifest());
        database = current;
      }
      return current;
    }

    private Database embedded() {
      PostgresServer started =
          PostgresServer.start(
              folder,
              configuration.binariesDir(),
              secrets.placeOf(SecretFiles.IN_FOLDER + "database-password"));
      server = started;
      return started.database();
    }
  }
}
