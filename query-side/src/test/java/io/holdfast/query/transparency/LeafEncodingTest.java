package io.holdfast.query.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.query.follow.LogRow;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafEncodingTest {
  /** The form is kept for ever: what was signed is checked by it. */
  @Test
  void aRowIsWrittenAsItAlwaysWas() {
    LogRow row = new LogRow(1, "e", "a:1", null, 0, 2, "T", "", bytes("{}"), bytes(""));

    assertThat(HexFormat.of().formatHex(LeafEncoding.encode(row)))
        .isEqualTo(
            "01"
                + "0000000000000001"
                + "00000001"
                + "65"
                + "00000003"
                + "613a31"
                + "ffffffff"
                + "0000000000000000"
                + "0000000000000002"
                + "00000001"
                + "54"
                + "00000000"
                + "00000002"
                + "7b7d"
                + "00000000");
  }

  @Test
  void everyColumnCounts() {
    LogRow row = row(7, "e", "a", "A", 3, 9, "T", "1", "p", "m");

    assertThat(
            List.of(
                row(8, "e", "a", "A", 3, 9, "T", "1", "p", "m"),
                row(7, "f", "a", "A", 3, 9, "T", "1", "p", "m"),
                row(7, "e", "b", "A", 3, 9, "T", "1", "p", "m"),
                row(7, "e", "a", "B", 3, 9, "T", "1", "p", "m"),
                row(7, "e", "a", null, 3, 9, "T", "1", "p", "m"),
                row(7, "e", "a", "A", 4, 9, "T", "1", "p", "m"),
                row(7, "e", "a", "A", 3, 8, "T", "1", "p", "m"),
                row(7, "e", "a", "A", 3, 9, "U", "1", "p", "m"),
                row(7, "e", "a", "A", 3, 9, "T", "2", "p", "m"),
                row(7, "e", "a", "A", 3, 9, "T", null, "p", "m"),
                row(7, "e", "a", "A", 3, 9, "T", "1", "q", "m"),
                row(7, "e", "a", "A", 3, 9, "T", "1", "p", "n")))
        .extracting(LeafEncoding::hash)
        .doesNotHaveDuplicates()
        .doesNotContain(LeafEncoding.hash(row));
  }

  @Test
  void nullIsAnotherThanEmptyAndNothingMovesFromOneColumnToTheNext() {
    assertThat(LeafEncoding.hash(row(7, "e", "a", null, 3, 9, "T", null, "p", "m")))
        .isNotEqualTo(LeafEncoding.hash(row(7, "e", "a", "", 3, 9, "T", "", "p", "m")));
    assertThat(LeafEncoding.hash(row(7, "ea", "b", "A", 3, 9, "T", "1", "pm", "")))
        .isNotEqualTo(LeafEncoding.hash(row(7, "e", "ab", "A", 3, 9, "T", "1", "p", "m")));
  }

  @SuppressWarnings("TooManyParameters")
  private static LogRow row(
      long index,
      String event,
      String aggregate,
      @Nullable String aggregateType,
      long sequence,
      long micros,
      String type,
      @Nullable String revision,
      String payload,
      String metadata) {
    return new LogRow(
        index,
        event,
        aggregate,
        aggregateType,
        sequence,
        micros,
        type,
        revision,
        bytes(payload),
        bytes(metadata));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
