package io.holdfast.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Inputs worth keeping, in the module that is tested: sound ones to start from, and each that once
 * broke a target.
 */
public final class Seeds {
  /** Says where they are to a JVM that was started elsewhere. */
  static final String PROPERTY = "holdfast.fuzz.seeds";

  private static final Path ALL =
      Path.of(System.getProperty(PROPERTY, "src/test/resources/fuzz")).toAbsolutePath();

  private Seeds() {}

  static Path folder(FuzzTarget target) {
    return ALL.resolve(target.key());
  }

  public static List<byte[]> of(FuzzTarget target) {
    try (Stream<Path> files = Files.list(folder(target))) {
      return files.sorted().map(Seeds::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no seeds for " + target.key(), e);
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
