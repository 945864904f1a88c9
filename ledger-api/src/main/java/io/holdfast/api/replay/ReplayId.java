package io.holdfast.api.replay;

import io.holdfast.api.Ids;

/** Names one replay. */
public record ReplayId(String value) {
  public static final String PREFIX = "replay:";

  public ReplayId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
