package io.holdfast.app.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that stands in a data folder from the first thing that a restore writes until everything
 * it wrote was looked at. A folder with it is no Holdfast, and nothing starts on it.
 */
public final class RestoreMark {
  private static final String NAME = "restore-unfinished";

  private RestoreMark() {}

  /**
   * @throws CannotStart when a restore into the folder was not finished
   */
  public static void refuse(Path folder) {
    if (Files.exists(folder.resolve(NAME))) {
      throw new CannotStart(
          "A restore into %s was not finished.".formatted(folder),
          "If none is under way, empty the folder (and the database, if it is one of your own), and"
              + " restore again.");
    }
  }

  /** Durable when it returns. */
  public static void set(Path folder) throws IOException {
    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
        .close();
    force(folder);
  }

  public static void remove(Path folder) throws IOException {
    Files.delete(folder.resolve(NAME));
    force(folder);
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }
}
