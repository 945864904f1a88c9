package io.holdfast.app.backup;

import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all. It is written under its name with {@code .part} behind
 * it, forced to disk, and only then given its name, which is never taken from another. What an
 * earlier try left under the other name is written over.
 */
final class NewFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final FileChannel channel;

  private NewFile(Path file, Path part, FileChannel channel) {
    this.file = file;
    this.part = part;
    this.channel = channel;
  }

  /**
   * @throws CannotStart when there is such a file, somebody writes it, or it cannot be written
   */
  static NewFile begin(Path file) {
    if (Files.exists(file)) {
      throw exists(file, null);
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      FileChannel channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        lock(channel, part);
        channel.truncate(0);
        return new NewFile(file, part, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw notWritten(part, e);
    }
  }

  OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /** From here on it is there. */
  void complete() throws IOException {
    channel.force(true);
    try {
      giveName();
    } catch (FileAlreadyExistsException e) {
      throw exists(file, e);
    }
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** By a link, which never overwrites; by a plain move where the disk knows no links. */
  private void giveName() throws IOException {
    try {
      Files.createLink(file, part);
      Files.delete(part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(part, file);
    }
  }

  private static void lock(FileChannel channel, Path part) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw busy(part, e);
    }
    if (lock == null) {
      throw busy(part, null);
    }
  }

  static CannotStart notWritten(Path file, IOException cause) {
    return new CannotStart(
        "%s cannot be written: %s".formatted(file, cause),
        "Make room, or name a file where the user who runs this may write.",
        cause);
  }

  private static CannotStart busy(Path part, @Nullable Exception cause) {
    return new CannotStart(
        part + " is being written by another backup.", "Wait for it, or name another file.", cause);
  }

  private static CannotStart exists(Path file, @Nullable Exception cause) {
    return new CannotStart(
        file + " is there already; a backup never overwrites a file.", "Name another file.", cause);
  }
}
