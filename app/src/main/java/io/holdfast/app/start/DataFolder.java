package io.holdfast.app.start;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything this Holdfast must not lose: database and secrets. While it is
 * open no other Holdfast can open it; the operating system drops the lock with the process, however
 * that ends.
 */
public final class DataFolder implements AutoCloseable {
  private static final long MIN_FREE_MIB = 256;
  private static final String CHOOSE_ANOTHER = "choose another by holdfast.data-dir.";

  /**
   * POSIX drops a process's locks on a file when the process closes <em>any</em> handle on it, so a
   * second opening by this very process must not even touch the file.
   */
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * @throws CannotStart when it cannot be written, is nearly full, or belongs to another Holdfast
   */
  public static DataFolder open(Path folder) {
    requireSpace(create(folder));
    Attempt attempt = attempt(folder);
    return attempt.folder().orElseThrow(() -> inUse(folder, attempt.holder()));
  }

  /**
   * As {@link #open}, however full it is, and nothing where another Holdfast has it.
   *
   * @throws CannotStart when it cannot be written
   */
  public static Optional<DataFolder> openIfFree(Path folder) {
    return attempt(folder).folder();
  }

  /**
   * @param holder the process that has it, where it is not ours now
   */
  private record Attempt(Optional<DataFolder> folder, String holder) {}

  private static Attempt attempt(Path folder) {
    Path path = create(folder);
    if (!OPEN_HERE.add(path)) {
      return new Attempt(Optional.empty(), Long.toString(ProcessHandle.current().pid()));
    }
    Attempt attempt = null;
    try {
      attempt = lock(path);
      return attempt;
    } finally {
      if (attempt == null || attempt.folder().isEmpty()) {
        OPEN_HERE.remove(path);
      }
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    OPEN_HERE.remove(path);
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw notWritable(folder.toAbsolutePath(), e);
    }
  }

  private static void requireSpace(Path path) {
    try {
      long freeMib = Files.getFileStore(path).getUsableSpace() >> 20;
      if (freeMib < MIN_FREE_MIB) {
        throw new CannotStart(
            "Only %d MiB are free where %s is; Holdfast needs %d MiB to start."
                .formatted(freeMib, path, MIN_FREE_MIB),
            "Make room, or move the folder and " + CHOOSE_ANOTHER);
      }
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private static Attempt lock(Path path) {
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel =
          FileChannel.open(
              path.resolve("holdfast.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock == null) {
        return new Attempt(Optional.empty(), content(channel));
      }
      write(channel, Long.toString(ProcessHandle.current().pid()));
      return new Attempt(Optional.of(new DataFolder(path, channel)), "");
    } catch (IOException e) {
      throw notWritable(path, e);
    } finally {
      if (lock == null) {
        closeUnlocked(channel, path);
      }
    }
  }

  private static void closeUnlocked(@Nullable FileChannel channel, Path path) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private static String content(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    int length = Math.max(channel.read(buffer, 0), 0);
    return new String(buffer.array(), 0, length, StandardCharsets.US_ASCII);
  }

  private static void write(FileChannel channel, String pid) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static CannotStart inUse(Path path, String pid) {
    return new CannotStart(
        "%s is in use by another Holdfast, process %s.".formatted(path, pid),
        "Stop that one, or give this one a folder of its own: " + CHOOSE_ANOTHER);
  }

  private static CannotStart notWritable(Path path, IOException cause) {
    return new CannotStart(
        "The data folder %s cannot be written: %s".formatted(path, cause),
        "Give the user who runs Holdfast that folder, or " + CHOOSE_ANOTHER,
        cause);
  }
}
