package io.holdfast.app.backup;

import io.holdfast.app.database.Database;
import io.holdfast.app.postgres.PostgresServer;
import io.holdfast.app.start.CannotStart;
import io.holdfast.app.start.DataFolder;
import io.holdfast.app.start.RestoreMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database that is backed up, as long as this is open. The operator's own one is simply there.
 * The embedded one is asked where it runs if a Holdfast has the data folder; else it is started for
 * the time of the backup, and its folder is ours meanwhile.
 */
public final class Source implements AutoCloseable {
  private static final int PORT_LINE = 3;

  private final Database database;
  private final @Nullable PostgresServer server;
  private final @Nullable DataFolder folder;

  private Source(Database database, @Nullable PostgresServer server, @Nullable DataFolder folder) {
    this.database = database;
    this.server = server;
    this.folder = folder;
  }

  public static Source open(BackupConfiguration configuration) {
    RestoreMark.refuse(configuration.dataDir());
    Optional<Database> own = configuration.ownDatabase();
    return own.isPresent() ? new Source(own.get(), null, null) : embedded(configuration);
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (folder != null) {
      folder.close();
    }
  }

  private static Source embedded(BackupConfiguration configuration) {
    Path data = configuration.dataDir();
    if (!Files.exists(data.resolve("postgres/PG_VERSION"))) {
      throw new CannotStart(
          "%s holds no database of Holdfast.".formatted(data),
          "Name the data folder of the Holdfast that is to be backed up: --holdfast.data-dir=…");
    }
    Optional<DataFolder> stopped = DataFolder.openIfFree(data);
    return stopped.isEmpty()
        ? new Source(running(data), null, null)
        : started(configuration, stopped.get());
  }

  private static Source started(BackupConfiguration configuration, DataFolder folder) {
    PostgresServer server =
        PostgresServer.start(folder.path(), configuration.binariesDir(), password(folder.path()));
    return new Source(server.database(), server, folder);
  }

  private static Database running(Path data) {
    Path file = data.resolve("postgres/postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      int port = Integer.parseInt(lines.get(PORT_LINE).strip());
      return PostgresServer.at(port, Files.readString(password(data)).strip());
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new CannotStart(
          "A Holdfast has %s, and its PostgreSQL is not up: %s".formatted(data, e),
          "Wait until it says that it is ready, or stop it, and try again.",
          e);
    }
  }

  private static Path password(Path data) {
    return data.resolve("secrets/database-password");
  }
}
