package io.holdfast.api.account;

import io.holdfast.api.Ids;

/** Names a hold on an account. Made by whoever asks for it, so that a retry names the same hold. */
public record HoldId(String value) {
  public static final String PREFIX = "hold:";

  public HoldId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
