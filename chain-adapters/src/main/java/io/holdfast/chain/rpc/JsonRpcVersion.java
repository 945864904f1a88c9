package io.holdfast.chain.rpc;

import org.jspecify.annotations.Nullable;

/** What a question says of its protocol. */
public enum JsonRpcVersion {
  /** Says nothing, which every bitcoind understands. */
  V1(null),
  V2("2.0");

  private final @Nullable String field;

  JsonRpcVersion(@Nullable String field) {
    this.field = field;
  }

  @Nullable String field() {
    return field;
  }
}
