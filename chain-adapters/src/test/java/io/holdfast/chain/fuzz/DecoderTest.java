package io.holdfast.chain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.fuzz.FaultySeeds;
import io.holdfast.testkit.fuzz.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decoder answers or refuses, whatever it is given; {@link DecoderFuzzIT} looks for longer. */
class DecoderTest {
  private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20_261_121L);

  @ParameterizedTest
  @EnumSource
  void takesEverySeedThatWasKept(Decoder decoder) {
    List<byte[]> seeds = Seeds.of(decoder);
    assertThat(seeds).isNotEmpty();
    seeds.forEach(decoder::feed);
  }

  @Test
  void takesOrRefusesASeedWithAFault() {
    FaultySeeds.feed(List.of(Decoder.values()), SEED, 10_000);
  }
}
