package io.holdfast.query.transparency;

import io.holdfast.api.transparency.BundleLines;
import io.holdfast.api.transparency.ReadBundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Bundles in files, as they come or with something done to them. */
final class Bundles {
  private final Path folder;

  Bundles(Path folder) {
    this.folder = folder;
  }

  static String text(Sealed sealed, long size) {
    return sealed
        .bundles
        .read(new ReadBundle(size))
        .toStream()
        .map(BundleLines::text)
        .collect(Collectors.joining());
  }

  /** Up to the newest checkpoint. */
  Path of(Sealed sealed) {
    return file(text(sealed, sealed.newest().size()));
  }

  /** With its lines changed. */
  Path of(Sealed sealed, UnaryOperator<List<String>> change) {
    List<String> lines = text(sealed, sealed.newest().size()).lines().collect(Collectors.toList());
    return file(
        change.apply(lines).stream().map(line -> line + "\n").collect(Collectors.joining()));
  }

  Path file(String text) {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  Path file(byte[] bytes) {
    try {
      return Files.write(Files.createTempFile(folder, "bundle", ".ndjson"), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Path zipped(String text) {
    try {
      Path file = Files.createTempFile(folder, "bundle", ".ndjson.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
