package io.holdfast.app.backup;

import io.holdfast.app.backup.Manifest.Table;
import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Makes one file of everything that this Holdfast must not lose, while it runs or while it is
 * stopped. First the moment of the database is fixed, then the secrets are read, then the tables: a
 * key is made before the first row that needs it and never changes, so every row of the moment
 * finds its key. Files that people brought are rows, too (ADR 0032).
 */
final class Backup {
  static final String TABLE = "table ";

  private final BackupConfiguration configuration;
  private final Progress progress;

  Backup(BackupConfiguration configuration, Progress progress) {
    this.configuration = configuration;
    this.progress = progress;
  }

  /**
   * @return what was backed up; the file is on disk by then
   * @throws CannotStart with what a person can do; then there is no such file
   */
  Manifest into(Path file, byte[] passphrase) {
    try (Source source = Source.open(configuration);
        NewFile made = NewFile.begin(file);
        Snapshot snapshot = Snapshot.of(source.database(), configuration.clock().millis())) {
      SealedOutput sealed =
          new SealedOutput(made.stream(), Seal.fresh(passphrase, configuration.random()));
      write(snapshot, sealed);
      sealed.finish();
      made.complete();
      return snapshot.manifest();
    } catch (IOException e) {
      throw NewFile.notWritten(file, e);
    } catch (SQLException e) {
      throw new CannotStart(
          "The database cannot be read: " + e.getMessage(),
          "Mend what it says and try again; nothing was changed.",
          e);
    }
  }

  private void write(Snapshot snapshot, SealedOutput sealed) throws IOException, SQLException {
    PartWriter writer = new PartWriter(sealed, snapshot.manifest());
    for (Map.Entry<String, Path> secret : new SecretFiles(configuration).all().entrySet()) {
      writer.begin(secret.getKey());
      writer.row(SecretFiles.read(secret.getValue()));
      writer.end();
    }
    for (Table table : snapshot.manifest().tables()) {
      progress.part(table.name());
      writer.begin(TABLE + table.name());
      snapshot.copy(table, writer, progress);
      writer.end();
    }
    writer.finish();
  }
}
