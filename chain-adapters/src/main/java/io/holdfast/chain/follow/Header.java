package io.holdfast.chain.follow;

/** A block's place in its chain. Two headers with one hash are the same block. */
public record Header(long height, String hash, String parentHash) {
  /** Whether this block stands directly on the other. */
  public boolean isChildOf(Header parent) {
    return height == parent.height + 1 && parentHash.equals(parent.hash);
  }
}
