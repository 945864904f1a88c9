package io.holdfast.chain.port;

import java.util.OptionalLong;

/** When a block is never taken back. */
public sealed interface Finality {
  /** So many blocks deep, its own being the first. */
  record ByDepth(int depthBlocks) implements Finality {
    public ByDepth {
      if (depthBlocks < 1) {
        throw new IllegalArgumentException("a block is final at depth 1 at the earliest");
      }
    }
  }

  /** When the chain says so ({@link io.holdfast.chain.follow.NodeChain#finalizedHeight}). */
  record ToldByChain() implements Finality {}

  static Finality byDepth(int depthBlocks) {
    return new ByDepth(depthBlocks);
  }

  static Finality toldByChain() {
    return new ToldByChain();
  }

  /** The greatest height that became final because the cursor reached this one. */
  default OptionalLong reachedBy(long cursorHeight) {
    return switch (this) {
      case ByDepth(int depthBlocks) -> OptionalLong.of(cursorHeight - depthBlocks + 1);
      case ToldByChain _ -> OptionalLong.empty();
    };
  }
}
