package io.holdfast.app.postgres;

import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The server's files: made once, whole or not at all, and only ever opened by their version. */
final class Cluster {
  private static final String VERSION_FILE = "PG_VERSION";

  private Cluster() {}

  static void prepare(Path folder, Tools tools, Path passwordFile) {
    try {
      if (!Files.exists(folder)) {
        make(folder, tools, passwordFile);
      }
      requireVersion(folder, tools.majorVersion());
    } catch (IOException e) {
      throw new CannotStart(
          "The database folder %s cannot be used: %s".formatted(folder, e),
          "Give it to the user who runs Holdfast.",
          e);
    }
  }

  private static void make(Path folder, Tools tools, Path passwordFile) throws IOException {
    Path part = folder.resolveSibling(folder.getFileName() + ".part");
    FileSystemUtils.deleteRecursively(part);
    Tools.Outcome outcome = tools.run("initdb", initdb(part, passwordFile));
    if (outcome.exitCode() != 0) {
      throw new CannotStart(
          "The database cannot be made in %s: %s".formatted(folder, outcome.output()),
          "Mend what it says and start again.");
    }
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String[] initdb(Path folder, Path passwordFile) {
    return List.of(
            "--pgdata=" + folder,
            "--username=" + PostgresServer.NAME,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C")
        .toArray(String[]::new);
  }

  private static void requireVersion(Path folder, int ours) throws IOException {
    Path file = folder.resolve(VERSION_FILE);
    if (!Files.exists(file)) {
      throw new CannotStart(
          folder + " holds no PostgreSQL database.",
          "Move it away, or choose another folder by holdfast.data-dir.");
    }
    String theirs = Files.readString(file).strip();
    if (!theirs.equals(Integer.toString(ours))) {
      throw new CannotStart(
          "%s was written by PostgreSQL %s; this Holdfast brings %d, which cannot open it."
              .formatted(folder, theirs, ours),
          "Run the Holdfast that wrote it, dump it with pg_dump, move the folder away and restore"
              + " into the new one; docs/guides/running.md tells how.");
    }
  }
}
