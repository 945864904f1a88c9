package io.holdfast.gateway.content.unixfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.TestUnixFs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What we name bytes, beside what IPFS' own importer names them. */
class UnixFsPeerIT {
  private static final int MIB = 1024 * 1024;
  private static final int SMALL = 8;
  private static final int LARGEST = 50 * MIB;

  /** A file, and how it is cut. */
  private record Cut(int pieceBytes, int size) {
    String asked() {
      return pieceBytes + ":" + size;
    }
  }

  @Test
  void namesEveryFileAsTheImporterDoes() {
    List<Cut> cuts = new ArrayList<>();
    for (Chunking chunking : Chunking.values()) {
      sizes(chunking.bytes()).mapToObj(size -> new Cut(chunking.bytes(), size)).forEach(cuts::add);
    }
    deep().mapToObj(size -> new Cut(SMALL, size)).forEach(cuts::add);
    List<String> theirs = TestUnixFs.fetch().cids(cuts.stream().map(Cut::asked).toList());

    assertThat(theirs).hasSameSizeAs(cuts);
    byte[] bytes = TestUnixFs.bytes(LARGEST + 1);
    for (int i = 0; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      CidOfBytes ours = new CidOfBytes(cut.pieceBytes());
      ours.update(bytes, 0, cut.size());
      assertThat(ours.finish().value()).as(cut.asked()).isEqualTo(theirs.get(i));
    }
  }

  /** Where the tree takes another form, and one byte to either side. */
  private static IntStream sizes(int chunk) {
    int fullNode = chunk * CidOfBytes.MAX_LINKS;
    IntStream few =
        IntStream.of(0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk - 1, 7 * MIB + 13);
    IntStream around =
        IntStream.of(
            fullNode - chunk,
            fullNode - 1,
            fullNode,
            fullNode + 1,
            fullNode + chunk,
            fullNode + chunk + 1);
    return IntStream.concat(
            IntStream.concat(few, around), IntStream.of(LARGEST - 1, LARGEST, LARGEST + 1))
        .filter(size -> size <= LARGEST + 1);
  }

  /** Where a third and a fourth level begin; with pieces as large as ours that takes 8 GB. */
  private static IntStream deep() {
    int leaves = CidOfBytes.MAX_LINKS * CidOfBytes.MAX_LINKS;
    return IntStream.of(
        leaves * SMALL - 1,
        leaves * SMALL,
        leaves * SMALL + 1,
        (leaves + CidOfBytes.MAX_LINKS + 1) * SMALL);
  }
}
