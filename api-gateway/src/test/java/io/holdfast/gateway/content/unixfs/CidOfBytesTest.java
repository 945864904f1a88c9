package io.holdfast.gateway.content.unixfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.content.Cid;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CidOfBytesTest {
  private static final int SMALL = 16;

  @Test
  void nothingIsNamedAsEverywhere() {
    assertThat(CidOfBytes.of(Chunking.KIB_256, new byte[0]))
        .isEqualTo(new Cid("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"));
  }

  @Test
  void whatFitsIntoOnePieceIsNamedByItsOwnHashAlone() {
    assertThat(CidOfBytes.of(Chunking.KIB_256, "hello world".getBytes(UTF_8)))
        .isEqualTo(new Cid("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"));
  }

  @Test
  void theSameBytesCutOtherwiseHaveAnotherName() {
    byte[] bytes = new byte[Chunking.KIB_256.bytes() + 1];

    assertThat(CidOfBytes.of(Chunking.KIB_256, bytes))
        .isNotEqualTo(CidOfBytes.of(Chunking.MIB_1, bytes));
  }

  @Property(tries = 200)
  void howTheBytesComeDoesNotMatter(
      @ForAll @IntRange(max = 100_000) int size,
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 9_000) Integer> parts) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    CidOfBytes whole = new CidOfBytes(SMALL);
    whole.update(bytes, 0, size);
    CidOfBytes cut = new CidOfBytes(SMALL);
    for (int from = 0, part = 0; from < size; part++) {
      int length = Math.min(size - from, parts.get(part % parts.size()));
      cut.update(bytes, from, length);
      from += length;
    }

    assertThat(cut.finish()).isEqualTo(whole.finish());
  }

  @Property(tries = 200)
  void oneOtherByteIsAnotherName(
      @ForAll @IntRange(min = 1, max = 60_000) int size, @ForAll @IntRange(max = 59_999) int at) {
    byte[] bytes = new byte[size];
    CidOfBytes before = new CidOfBytes(SMALL);
    before.update(bytes, 0, size);
    bytes[at % size] = 1;
    CidOfBytes after = new CidOfBytes(SMALL);
    after.update(bytes, 0, size);

    assertThat(after.finish()).isNotEqualTo(before.finish());
  }
}
