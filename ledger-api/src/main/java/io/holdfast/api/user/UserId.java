package io.holdfast.api.user;

import io.holdfast.api.Ids;

/** Names one person, for ever. It says nothing about the person. */
public record UserId(String value) {
  public static final String PREFIX = "user:";

  public UserId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
