package io.holdfast.gateway.content;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.content.unixfs.Chunking;
import io.holdfast.gateway.content.unixfs.CidOfBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which uploads lie while they come: each in a file of its own, gone with the upload,
 * whether it was kept, refused or cut off. What a program that was killed left behind goes at the
 * next start, so the folder is one program's alone. Thread-safe.
 */
final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String ENDING = ".upload";
  private static final int PART_BYTES = 64 * 1024;

  private final Path folder;
  private final Chunking chunking;

  Spool(Path folder, Chunking chunking) {
    this.folder = folder;
    this.chunking = chunking;
    try {
      Files.createDirectories(folder);
      empty();
    } catch (IOException e) {
      throw new UncheckedIOException("uploads have no place in " + folder, e);
    }
  }

  /** Bytes that are too many end the upload at once, and no more of them are read. */
  record Most(long bytes, Rejection beyond) {}

  /**
   * Takes all there is.
   *
   * @throws Rejection that of {@code most}; MALFORMED_REQUEST for an upload that was cut off;
   *     CONTENT_UNAVAILABLE where there is no room
   */
  Spooled take(InputStream upload, Most most) {
    Path file = file();
    boolean whole = false;
    try {
      CidOfBytes cid = new CidOfBytes(chunking);
      long size = copy(upload, file, cid, most);
      whole = true;
      return new Spooled(file, cid.finish(), size);
    } finally {
      if (!whole) {
        delete(file);
      }
    }
  }

  private static long copy(InputStream upload, Path file, CidOfBytes cid, Most most) {
    long size = 0;
    byte[] part = new byte[PART_BYTES];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = next(upload, part); read >= 0; read = next(upload, part)) {
        size += read;
        if (size > most.bytes()) {
          throw most.beyond();
        }
        cid.update(part, 0, read);
        out.write(part, 0, read);
      }
      return size;
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /** What ends an upload from outside is told as the client's, unless it says itself what it is. */
  private static int next(InputStream upload, byte[] part) {
    try {
      return upload.read(part);
    } catch (IOException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof Rejection rejection) {
          throw rejection;
        }
      }
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "The upload was not sent to its end.");
    }
  }

  private Path file() {
    try {
      return Files.createTempFile(
          folder,
          "",
          ENDING,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static Rejection noRoom(IOException failure) {
    LOG.error("An upload cannot be written to disk", failure);
    return new Rejection(ErrorCode.CONTENT_UNAVAILABLE, "There is no room for it. Try again.");
  }

  private void empty() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      left.filter(file -> file.getFileName().toString().endsWith(ENDING)).forEach(Spool::delete);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("An upload's file stays until the next start", e);
    }
  }
}
