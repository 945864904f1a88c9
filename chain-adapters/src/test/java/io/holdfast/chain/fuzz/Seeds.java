package io.holdfast.chain.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Inputs worth keeping: sound ones to start from, and each that once broke a decoder. */
final class Seeds {
  private static final Path ALL = Path.of("src/test/resources/fuzz");

  private Seeds() {}

  static Path folder(Decoder decoder) {
    return ALL.resolve(decoder.key()).toAbsolutePath();
  }

  static List<byte[]> of(Decoder decoder) {
    try (Stream<Path> files = Files.list(folder(decoder))) {
      return files.sorted().map(Seeds::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no seeds for " + decoder, e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
