package io.holdfast.chain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two minutes of coverage-guided fuzzing for each decoder, by {@code ./holdfast test --long}. An
 * input that breaks one is told in Base64: keep it among the seeds.
 */
@EnabledIfSystemProperty(named = "holdfast.long", matches = "true")
class DecoderFuzzIT {
  private static final Duration EACH = Duration.ofMinutes(2);
  private static final Duration LIMIT = EACH.multipliedBy(2);

  /** One input may not take longer, in seconds, nor the decoder more memory, in MiB. */
  private static final int MOST_SECONDS = 20;

  private static final int MOST_MEMORY = 2_048;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void holds(Decoder decoder) throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Path told = folder.resolve("told");
    Process process =
        new ProcessBuilder(command(decoder, corpus))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(() -> lastWords(told)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> command(Decoder decoder, Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+EnableDynamicAgentLoading",
        "-Xmx512m",
        "-D" + DecoderFuzzer.PROPERTY + "=" + decoder.key(),
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + DecoderFuzzer.class.getName(),
        "--instrumentation_includes=io.holdfast.chain.**",
        "-max_total_time=" + EACH.toSeconds(),
        "-timeout=" + MOST_SECONDS,
        "-rss_limit_mb=" + MOST_MEMORY,
        corpus.toString(),
        Seeds.folder(decoder).toString());
  }

  private static String lastWords(Path told) {
    try {
      List<String> lines = Files.readAllLines(told);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "nothing was told: " + e.getMessage();
    }
  }
}
