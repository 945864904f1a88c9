package io.holdfast.chain.substrate.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.substrate.Vectors;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScaleTest {
  @Test
  void writesAndReadsCompactNumbersAsOthersDo() {
    for (JsonNode vector : Vectors.ALL.get("compact")) {
      BigInteger value = new BigInteger(vector.get("value").asString());
      byte[] bytes = Vectors.bytes(vector.get("hex").asString());
      assertThat(new ScaleWriter().compact(value).toBytes()).isEqualTo(bytes);
      assertThat(new ScaleReader(bytes).compact()).isEqualTo(value);
    }
  }

  @Property
  void readsEveryCompactNumberThatItWrote(
      @ForAll @BigRange(min = "0", max = "340282366920938463463374607431768211455")
          BigInteger value) {
    ScaleReader in = new ScaleReader(new ScaleWriter().compact(value).toBytes());
    assertThat(in.compact()).isEqualTo(value);
    assertThat(in.remaining()).isZero();
  }

  @Test
  void believesNoLengthBeyondTheBytes() {
    byte[] aBillionElements = new ScaleWriter().compact(1_000_000_000).toBytes();
    assertThatThrownBy(() -> new ScaleReader(aBillionElements).byteVector())
        .isInstanceOf(NotScale.class);
    assertThatThrownBy(() -> new ScaleReader(new byte[] {1, 2}).bytes(3))
        .isInstanceOf(NotScale.class);
    assertThatThrownBy(() -> new ScaleReader(new byte[0]).u8()).isInstanceOf(NotScale.class);
    assertThatThrownBy(() -> new ScaleReader(new byte[] {2}).bool()).isInstanceOf(NotScale.class);
    assertThatThrownBy(() -> new ScaleReader(new byte[] {4, (byte) 0xff}).text())
        .isInstanceOf(NotScale.class);
  }

  @Test
  void writesNoNumberThatDoesNotFit() {
    assertThatThrownBy(() -> new ScaleWriter().u8(256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScaleWriter().compact(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsNumbersLowestByteFirst() {
    assertThat(new ScaleReader(new byte[] {1, 2}).unsigned(2)).isEqualTo(513);
    assertThat(new ScaleReader(new byte[] {(byte) 0xfe, (byte) 0xff}).signed(2)).isEqualTo(-2);
  }

  @Test
  void refusesATypeThatNeverEnds() {
    Type itself = new Type(List.of(), Map.of(), new Type.Tuple(List.of(0, 0)));
    ValueReader values = new ValueReader(new TypeRegistry(Map.of(0, itself)));
    assertThatThrownBy(() -> values.read(0, new ScaleReader(new byte[0])))
        .isInstanceOf(NotScale.class)
        .hasMessageContaining("nested");
  }
}
