package io.holdfast.chain.stellar.xdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ScValTest {
  static Stream<JsonNode> values() {
    return Vectors.of("values");
  }

  static Stream<JsonNode> undecoded() {
    return Vectors.of("undecoded");
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsAndWritesWhatTheRustLibraryWrites(JsonNode vector) {
    Octets encoded = Vectors.base64(vector.path("xdr"));
    ScVal expected = Vectors.value(vector.path("json"));

    assertThat(ScVal.decode(encoded)).isEqualTo(expected);
    assertThat(expected.encoded()).isEqualTo(encoded);
  }

  @ParameterizedTest
  @MethodSource("undecoded")
  void refusesKindsThatNoEventOfATokenHolds(JsonNode vector) {
    refuses(Vectors.base64(vector.path("xdr")), "is not spoken here");
  }

  @ParameterizedTest
  @MethodSource("values")
  void refusesAValueThatEndsTooEarlyOrTooLate(JsonNode vector) {
    Octets encoded = Vectors.base64(vector.path("xdr"));

    for (int length = 0; length < encoded.length(); length++) {
      refuses(encoded.slice(0, length), "");
    }
    refuses(encoded.slice(0, encoded.length() + 4), "bytes too many");
  }

  @Test
  void refusesPaddingThatIsNotZero() {
    refuses(Octets.ofHex("0000000f0000000161626364"), "padding that is not zero");
  }

  @Test
  void refusesALengthBeyondItsLimitBeforeItReadsOn() {
    refuses(Octets.ofHex("0000000dffffffff"), "at most");
    refuses(Octets.ofHex("0000000f00000021"), "at most 32");
  }

  @Test
  void refusesValuesNestedTooDeep() {
    ScVal nested = new ScVal.Nothing();
    for (int depth = 0; depth < ScVal.DEEPEST; depth++) {
      nested = new ScVal.Items(List.of(nested));
    }
    refuses(nested.encoded(), "nested too deep");
  }

  @Test
  void refusesToWriteANumberThatDoesNotFit() {
    ScVal tooLarge = ScVal.i128(BigInteger.ONE.shiftLeft(127));
    assertThatThrownBy(tooLarge::encoded).isInstanceOf(XdrException.class);
  }

  private static void refuses(Octets encoded, String because) {
    assertThatThrownBy(() -> ScVal.decode(encoded))
        .isInstanceOf(XdrException.class)
        .hasMessageContaining(because);
  }
}
