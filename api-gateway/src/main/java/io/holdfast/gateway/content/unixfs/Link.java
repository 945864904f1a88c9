package io.holdfast.gateway.content.unixfs;

import java.util.List;

/** A block of the DAG as the one above it names it. */
final class Link {
  private static final int CID_V1 = 1;
  private static final int RAW = 0x55;
  private static final int DAG_PB = 0x70;
  private static final int SHA2_256 = 0x12;
  private static final int DIGEST_BYTES = 32;
  private static final int HEAD_BYTES = 4;

  private static final byte[] NO_NAME = {};
  private static final int FILE = 2;

  private final byte[] cid;
  private final long fileBytes;
  private final long dagBytes;

  /**
   * @param cid in its binary form
   * @param fileBytes of the file that lie beneath
   * @param dagBytes of this block and of all blocks beneath: dag-pb's {@code Tsize}
   */
  private Link(byte[] cid, long fileBytes, long dagBytes) {
    this.cid = cid;
    this.fileBytes = fileBytes;
    this.dagBytes = dagBytes;
  }

  /** As a text: multibase's base32. */
  String name() {
    return "b" + Base32.encode(cid);
  }

  /**
   * A piece of the file itself.
   *
   * @param digest its SHA-256
   */
  static Link leaf(byte[] digest, long bytes) {
    return new Link(cid(RAW, digest), bytes, bytes);
  }

  /** The block that binds these together: a dag-pb node with UnixFS's {@code File} in it. */
  static Link over(List<Link> below) {
    Wire node = new Wire();
    Wire file = new Wire().number(1, FILE);
    long fileBytes = below.stream().mapToLong(link -> link.fileBytes).sum();
    file.number(3, fileBytes);
    for (Link link : below) {
      node.bytes(
          2, new Wire().bytes(1, link.cid).bytes(2, NO_NAME).number(3, link.dagBytes).toBytes());
      file.number(4, link.fileBytes);
    }
    byte[] block = node.bytes(1, file.toBytes()).toBytes(); // links first: dag-pb's own order
    long beneath = below.stream().mapToLong(link -> link.dagBytes).sum();
    return new Link(cid(DAG_PB, Sha256.of(block)), fileBytes, block.length + beneath);
  }

  private static byte[] cid(int codec, byte[] digest) {
    byte[] cid = new byte[HEAD_BYTES + DIGEST_BYTES];
    cid[0] = CID_V1;
    cid[1] = (byte) codec;
    cid[2] = SHA2_256;
    cid[3] = DIGEST_BYTES;
    System.arraycopy(digest, 0, cid, HEAD_BYTES, DIGEST_BYTES);
    return cid;
  }
}
