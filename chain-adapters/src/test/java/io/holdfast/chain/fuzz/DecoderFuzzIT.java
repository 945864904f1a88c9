package io.holdfast.chain.fuzz;

import io.holdfast.testkit.fuzz.Jazzer;
import java.nio.file.Path;
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
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void holds(Decoder decoder) throws Exception {
    Jazzer.run(decoder, DecoderFuzzer.class, "io.holdfast.chain.**", folder);
  }
}
