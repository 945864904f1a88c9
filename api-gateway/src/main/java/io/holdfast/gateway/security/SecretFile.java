package io.holdfast.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A secret that is made once and then kept in a file that only its owner may read. A file that
 * others may read is refused: such a secret is none any more.
 */
public final class SecretFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private SecretFile() {}

  /** Reads the secret; where there is none, makes and stores one. Safe against a crash between. */
  public static String readOrCreate(Path file, Supplier<String> maker) {
    try {
      if (!Files.exists(file)) {
        create(file.toAbsolutePath(), maker.get());
      }
      return kept(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a secret in " + file, e);
    }
  }

  /** The secret, or nothing where there is no such file. */
  public static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(kept(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the secret in " + file, e);
    }
  }

  private static String kept(Path file) throws IOException {
    requireUnreadableByOthers(file);
    return Files.readString(file).strip();
  }

  private static void create(Path file, String secret) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    Path draft =
        Files.createTempFile(
            folder, ".secret", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    publish(draft, file);
  }

  /** By link, which never overwrites: of two first starts at once, one secret wins for both. */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void requireUnreadableByOthers(Path file) throws IOException {
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IllegalStateException(
          file + " may be read by others: replace the secret, or run chmod 600 on it");
    }
  }
}
