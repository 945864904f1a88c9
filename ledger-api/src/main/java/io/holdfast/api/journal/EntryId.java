package io.holdfast.api.journal;

import io.holdfast.api.Ids;

/** Names a journal entry. Made by whoever asks for it, so that a retry names the same entry. */
public record EntryId(String value) {
  public static final String PREFIX = "entry:";

  public EntryId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
