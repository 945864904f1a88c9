package io.holdfast.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PiecesTest {
  @Property(tries = 500)
  void anyRangeIsWhatTheWholeHasThere(
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 1, max = 40) int pieceBytes,
      @ForAll @IntRange(max = 299) int first,
      @ForAll @IntRange(max = 300) int wanted)
      throws IOException {
    byte[] whole = new byte[size];
    for (int i = 0; i < size; i++) {
      whole[i] = (byte) (i * 7);
    }
    int from = first % size;
    int length = Math.min(wanted, size - from);

    Pieces pieces =
        new Pieces(
            number ->
                Arrays.copyOfRange(
                    whole, number * pieceBytes, Math.min(size, (number + 1) * pieceBytes)),
            pieceBytes,
            from,
            length);

    assertThat(pieces.readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
    assertThat(pieces.read()).isEqualTo(-1);
  }
}
