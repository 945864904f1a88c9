package io.holdfast.api.session;

import io.holdfast.api.Ids;

/** Names one session. It is no secret: what lets somebody in is a token. */
public record SessionId(String value) {
  public static final String PREFIX = "session:";

  public SessionId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
