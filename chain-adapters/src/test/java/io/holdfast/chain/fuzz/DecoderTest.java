package io.holdfast.chain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decoder answers or refuses, whatever it is given; {@link DecoderFuzzIT} looks for longer. */
class DecoderTest {
  @ParameterizedTest
  @EnumSource
  void takesEverySeedThatWasKept(Decoder decoder) {
    List<byte[]> seeds = Seeds.of(decoder);
    assertThat(seeds).isNotEmpty();
    seeds.forEach(decoder::feed);
  }

  @Property(tries = 10_000)
  void takesOrRefusesASeedWithAFault(@ForAll("faulty") Faulty faulty) {
    faulty.decoder().feed(HexFormat.of().parseHex(faulty.hex()));
  }

  @Provide
  Arbitrary<Faulty> faulty() {
    return Arbitraries.of(Decoder.class)
        .flatMap(
            decoder ->
                Combinators.combine(
                        Arbitraries.of(Seeds.of(decoder)),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.bytes(),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(8),
                        Arbitraries.of(Fault.class))
                    .as(
                        (seed, place, with, more, fault) ->
                            Faulty.of(decoder, fault.in(seed, place, with, more))));
  }

  record Faulty(Decoder decoder, String hex) {
    static Faulty of(Decoder decoder, byte[] bytes) {
      return new Faulty(decoder, HexFormat.of().formatHex(bytes));
    }
  }

  enum Fault {
    ONE_BYTE_CHANGED {
      @Override
      byte[] in(byte[] seed, double place, byte with, byte[] more) {
        byte[] faulty = seed.clone();
        faulty[at(seed, place)] = with;
        return faulty;
      }
    },
    CUT_SHORT {
      @Override
      byte[] in(byte[] seed, double place, byte with, byte[] more) {
        return Arrays.copyOf(seed, at(seed, place));
      }
    },
    BYTES_PUT_IN {
      @Override
      byte[] in(byte[] seed, double place, byte with, byte[] more) {
        int at = at(seed, place);
        byte[] faulty = new byte[seed.length + more.length];
        System.arraycopy(seed, 0, faulty, 0, at);
        System.arraycopy(more, 0, faulty, at, more.length);
        System.arraycopy(seed, at, faulty, at + more.length, seed.length - at);
        return faulty;
      }
    };

    abstract byte[] in(byte[] seed, double place, byte with, byte[] more);

    private static int at(byte[] seed, double place) {
      return (int) (place * (seed.length - 1));
    }
  }
}
