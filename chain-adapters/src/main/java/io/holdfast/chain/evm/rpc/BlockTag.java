package io.holdfast.chain.evm.rpc;

/** A block by what it is now. */
public enum BlockTag {
  LATEST("latest"),
  FINALIZED("finalized");

  private final String word;

  BlockTag(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
