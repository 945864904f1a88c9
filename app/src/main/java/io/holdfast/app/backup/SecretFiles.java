package io.holdfast.app.backup;

import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every file with a secret: those in the data folder's {@code secrets}, and those elsewhere that a
 * setting names. The first are known by their name, the others by their setting, so that each finds
 * its place where the folders are others.
 */
final class SecretFiles {
  static final String IN_FOLDER = "secret ";
  static final String BY_SETTING = "file of ";

  private static final long MOST_BYTES = 1 << 20;

  private final Path folder;
  private final BackupConfiguration configuration;

  SecretFiles(BackupConfiguration configuration) {
    this.folder = configuration.dataDir().resolve("secrets");
    this.configuration = configuration;
  }

  /** All that are there, by the name of their part. */
  Map<String, Path> all() {
    Map<String, Path> all = new LinkedHashMap<>();
    try {
      addFolder(all);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    configuration
        .files()
        .forEach(
            (setting, file) -> {
              if (!file.startsWith(folder) && Files.exists(file)) {
                all.put(BY_SETTING + setting, file);
              }
            });
    return all;
  }

  private void addFolder(Map<String, Path> all) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> isSecret(file.getFileName().toString()))
          .filter(file -> !file.equals(configuration.signingKey()))
          .sorted()
          .forEach(file -> all.put(IN_FOLDER + file.getFileName(), file));
    }
  }

  /** What is being written has another name until it is whole. */
  private static boolean isSecret(String name) {
    return !name.startsWith(".") && !name.endsWith(".part") && !name.endsWith(".new");
  }

  static byte[] read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new CannotStart(
            file + " is larger than a secret can be.",
            "Name the right file in the settings, or move it out of the folder of secrets.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Where a part belongs here. */
  Path placeOf(String part) {
    if (part.startsWith(IN_FOLDER)) {
      return folder.resolve(Path.of(part.substring(IN_FOLDER.length())).getFileName());
    }
    String setting = part.substring(BY_SETTING.length());
    Path file = configuration.files().get(setting);
    if (file == null) {
      throw new CannotStart(
          "The backup has a file for %s, which is not set here.".formatted(setting),
          "Set it to where the file shall lie, as it was set where the backup was made.");
    }
    return file;
  }

  /** Writes one that is not there, for its owner only, and forces it to disk. */
  static void write(Path file, byte[] content) throws IOException {
    var folderMode =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createDirectories(file.resolveSibling("").toAbsolutePath(), folderMode);
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static CannotStart unreadable(Path file, IOException cause) {
    return new CannotStart(
        "%s cannot be read: %s".formatted(file, cause),
        "Run this as the user who runs Holdfast.",
        cause);
  }
}
