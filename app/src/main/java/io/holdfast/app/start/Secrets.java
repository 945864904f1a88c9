package io.holdfast.app.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The secrets of this Holdfast: files of mode 600 in a folder of mode 700. Each is made once, whole
 * or not at all, and never changed. Nothing of them is ever logged: this class hands them out and
 * has no other text of them.
 */
public final class Secrets {
  private final Path folder;

  private Secrets(Path folder) {
    this.folder = folder;
  }

  /** Opens the secrets of a data folder and makes those that are missing. */
  public static Secrets in(DataFolder data, SecureRandom random) {
    Path folder = data.path().resolve("secrets");
    Secrets secrets = new Secrets(folder);
    try {
      secrets.prepareFolder();
      for (Secret secret : Secret.values()) {
        secrets.makeIfMissing(secret, random);
      }
    } catch (IOException e) {
      throw new CannotStart(
          "The secrets in %s cannot be kept: %s".formatted(folder, e),
          "Give the folder and what is in it to the user who runs Holdfast.",
          e);
    }
    return secrets;
  }

  public Path file(Secret secret) {
    return folder.resolve(secret.fileName());
  }

  public String read(Secret secret) {
    try {
      return Files.readString(file(secret)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tightens what somebody loosened, too. */
  private void prepareFolder() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private void makeIfMissing(Secret secret, SecureRandom random) throws IOException {
    Path file = file(secret);
    if (!Files.exists(file)) {
      Path part = folder.resolve(secret.fileName() + ".part");
      Files.deleteIfExists(part);
      write(part, secret.make(random) + "\n");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void write(Path file, String text) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, mode)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
  }
}
