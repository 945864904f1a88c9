package io.holdfast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system to its end, within a time, and gives what it printed. */
final class CommandLine {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private CommandLine() {}

  /**
   * @throws IllegalStateException with the program's last words when it fails or takes too long
   */
  static String run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("holdfast", ".out");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return finish(builder.start(), command, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    }
  }

  private static String finish(Process process, List<String> command, Path output)
      throws IOException {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " took more than " + LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
    }
    String printed = Files.readString(output, UTF_8);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " failed: " + lastLines(printed));
    }
    return printed;
  }

  private static String lastLines(String printed) {
    List<String> lines = printed.lines().toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
