package io.holdfast.gateway.content.unixfs;

import io.holdfast.api.content.Cid;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The CID that {@code ipfs add --cid-version=1} gives a file: UnixFS as a balanced DAG with raw
 * leaves, at most {@value #MAX_LINKS} links a node, SHA-256, base32. Bytes pass and are not kept:
 * what is held is one hash under way and, for each level of the tree, the links of its last node.
 * However the bytes are handed in, the CID is the same. Not thread-safe; for one file.
 *
 * @see <a href="https://specs.ipfs.tech/unixfs/">UnixFS</a>
 * @see <a href="https://ipld.io/specs/codecs/dag-pb/spec/">dag-pb</a>
 */
public final class CidOfBytes {
  static final int MAX_LINKS = 174;

  private final int mostPieceBytes;
  private final MessageDigest piece = Sha256.begin();
  private final List<List<Link>> levels = new ArrayList<>();
  private int pieceBytes;
  private long size;

  public CidOfBytes(Chunking chunking) {
    this(chunking.bytes());
  }

  /** With pieces so small that a test sees a deep tree. */
  CidOfBytes(int mostPieceBytes) {
    this.mostPieceBytes = mostPieceBytes;
  }

  /** Of bytes that are at hand. */
  public static Cid of(Chunking chunking, byte[] bytes) {
    CidOfBytes cid = new CidOfBytes(chunking);
    cid.update(bytes, 0, bytes.length);
    return cid.finish();
  }

  public void update(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int taken = Math.min(left, mostPieceBytes - pieceBytes);
      piece.update(bytes, from, taken);
      pieceBytes += taken;
      from += taken;
      left -= taken;
      if (pieceBytes == mostPieceBytes) {
        endPiece();
      }
    }
    size += length;
  }

  /** Once, after the last byte. */
  public Cid finish() {
    if (pieceBytes > 0 || size == 0) {
      endPiece();
    }
    return new Cid(root().name());
  }

  private void endPiece() {
    add(0, Link.leaf(piece.digest(), pieceBytes));
    pieceBytes = 0;
  }

  /** A node that is full is closed at once and counts on the level above. */
  private void add(int level, Link link) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<Link> open = levels.get(level);
    open.add(link);
    if (open.size() == MAX_LINKS) {
      close(level);
    }
  }

  private void close(int level) {
    Link node = Link.over(List.copyOf(levels.get(level)));
    levels.get(level).clear();
    add(level + 1, node);
  }

  /** All leaves lie equally deep: what is left open is closed from below, up to the one on top. */
  private Link root() {
    for (int level = 0; level < levels.size(); level++) {
      boolean top = level == levels.size() - 1;
      List<Link> open = levels.get(level);
      if (top && open.size() == 1) {
        return open.getFirst();
      }
      if (!open.isEmpty()) {
        close(level);
      }
    }
    throw new IllegalStateException("a file has at least one piece");
  }
}
