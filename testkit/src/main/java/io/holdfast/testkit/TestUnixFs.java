package io.holdfast.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * IPFS' own importer in JavaScript (npm's {@code ipfs-unixfs-importer}), fetched once into a cache
 * folder: it names bytes by their CID, and shares no line with us.
 */
public final class TestUnixFs {
  private static final String PACKAGE = "ipfs-unixfs-importer";
  private static final String VERSION = "17.1.1";

  /**
   * Bytes that look like chance but are the same wherever they are made: 16 bits of a 32-bit
   * multiplicative congruential generator, of which {@link #bytes} is the Java side.
   */
  private static final String SCRIPT =
      """
      import { importer } from 'ipfs-unixfs-importer'
      import { fixedSize } from 'ipfs-unixfs-importer/chunker'
      import { balanced } from 'ipfs-unixfs-importer/layout'

      const nowhere = { put: async (cid) => cid, has: async () => false }
      async function * bytes (size) {
        let state = 1
        for (let left = size; left > 0;) {
          const part = new Uint8Array(Math.min(left, 65536))
          for (let i = 0; i < part.length; i++) {
            state = (Math.imul(state, 1664525) + 1013904223) | 0
            part[i] = state >>> 16
          }
          left -= part.length
          yield part
        }
      }
      for (const file of process.argv.slice(1)) {
        const [chunkSize, size] = file.split(':').map(Number)
        const options = {
          cidVersion: 1, rawLeaves: true, reduceSingleLeafToSelf: true,
          chunker: fixedSize({ chunkSize }), layout: balanced({ maxChildrenPerNode: 174 })
        }
        for await (const entry of importer([{ content: bytes(size) }], nowhere, options)) {
          console.log(entry.cid.toString())
        }
      }
      """;

  private final Path folder;

  private TestUnixFs(Path folder) {
    this.folder = folder;
  }

  /** Where it cannot be had, the test ends: on CI as a failure, elsewhere skipped, loudly. */
  public static TestUnixFs fetch() {
    return new TestUnixFs(Peer.orEndOfTest(() -> NpmPackages.fetched(PACKAGE, VERSION)));
  }

  /**
   * The CIDs of files of {@link #bytes}, in the order in which they are asked for.
   *
   * @param files each {@code bytes of a chunk:bytes of the file}
   */
  public List<String> cids(List<String> files) {
    return NpmPackages.runModule(folder, SCRIPT, files).lines().toList();
  }

  /** What the files are full of: the first bytes are the same, however many there are. */
  public static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    int state = 1;
    for (int i = 0; i < size; i++) {
      state = state * 1664525 + 1013904223;
      bytes[i] = (byte) (state >>> 16);
    }
    return bytes;
  }
}
