package io.holdfast.gateway.content.unixfs;

/**
 * Into what pieces content is cut before it is hashed. The same bytes cut otherwise have another
 * CID.
 */
public enum Chunking {
  /** Kubo's {@code size-262144}, for long its default. */
  KIB_256(256 * 1024),
  /** Kubo's {@code size-1048576}, the default of its newer profiles. */
  MIB_1(1024 * 1024);

  private final int bytes;

  Chunking(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of each piece but the last. */
  public int bytes() {
    return bytes;
  }
}
