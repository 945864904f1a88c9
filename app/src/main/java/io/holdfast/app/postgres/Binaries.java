package io.holdfast.app.postgres;

import io.holdfast.app.start.CannotStart;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs. They travel in a jar and are unpacked once per build of them, whole or not
 * at all, into a folder that nothing cleans up behind a running server's back.
 */
final class Binaries {
  private static final int EXECUTABLE = 0100;

  private Binaries() {}

  /** The folder {@code bin} of the unpacked programs, under the given folder. */
  static Path unpackInto(Path folder) {
    try {
      byte[] archive = archive();
      Path home = folder.resolve(name(archive));
      if (!Files.exists(home)) {
        unpack(archive, home);
      }
      return home.resolve("bin");
    } catch (IOException e) {
      throw new CannotStart(
          "PostgreSQL cannot be unpacked into %s: %s".formatted(folder, e),
          "Give the user who runs Holdfast that folder, and room for 100 MiB.",
          e);
    }
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String architecture = machine.equals("amd64") ? "x86_64" : machine;
    try (InputStream stream =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
      return stream.readAllBytes();
    } catch (IllegalStateException e) {
      throw new CannotStart(
          "Holdfast brings no PostgreSQL for %s on %s.".formatted(system, architecture),
          "Give it one of your own by holdfast.database.url.",
          e);
    }
  }

  private static String name(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(byte[] archive, Path home) throws IOException {
    Path part = home.resolveSibling(home.getFileName() + ".part");
    FileSystemUtils.deleteRecursively(part);
    Files.createDirectories(part);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, part);
      }
    }
    Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException(entry.getName() + " leads out of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      makeExecutable(target, entry);
    }
  }

  private static void makeExecutable(Path target, TarArchiveEntry entry) throws IOException {
    boolean wanted = (entry.getMode() & EXECUTABLE) != 0;
    if (wanted && !target.toFile().setExecutable(true)) {
      throw new IOException(target + " cannot be made executable");
    }
  }
}
