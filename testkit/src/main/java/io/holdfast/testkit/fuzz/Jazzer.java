package io.holdfast.testkit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two minutes of coverage-guided fuzzing of one target, in a JVM of its own. Who calls has Jazzer
 * on the class path.
 */
public final class Jazzer {
  /** Names the target to the JVM that is started. */
  private static final String TARGET = "holdfast.fuzz.target";

  private static final Duration EACH = Duration.ofMinutes(2);
  private static final Duration LIMIT = EACH.multipliedBy(2);

  /** One input may not take longer, in seconds, nor the target more memory, in MiB. */
  private static final int MOST_SECONDS = 20;

  private static final int MOST_MEMORY = 2_048;

  private Jazzer() {}

  /** The one that this JVM was started for. */
  public static <T extends FuzzTarget> T target(T[] all) {
    return Arrays.stream(all)
        .filter(target -> target.key().equals(System.getProperty(TARGET)))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param fuzzer has Jazzer's own methods
   * @param instrumented the packages whose branches guide it, as Jazzer spells them
   * @param folder for this run alone
   * @throws AssertionError with Jazzer's last words, where an input broke the target
   */
  public static void run(FuzzTarget target, Class<?> fuzzer, String instrumented, Path folder)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Path told = folder.resolve("told");
    Process process =
        new ProcessBuilder(command(target, fuzzer, instrumented, corpus))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(target.key() + ": " + lastWords(told));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> command(
      FuzzTarget target, Class<?> fuzzer, String instrumented, Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+EnableDynamicAgentLoading",
        "-Xmx512m",
        "-D" + TARGET + "=" + target.key(),
        "-D" + Seeds.PROPERTY + "=" + Seeds.folder(target).getParent(),
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + fuzzer.getName(),
        "--instrumentation_includes=" + instrumented,
        "-max_total_time=" + EACH.toSeconds(),
        "-timeout=" + MOST_SECONDS,
        "-rss_limit_mb=" + MOST_MEMORY,
        corpus.toString(),
        Seeds.folder(target).toString());
  }

  private static String lastWords(Path told) throws IOException {
    List<String> lines = Files.readAllLines(told);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }
}
