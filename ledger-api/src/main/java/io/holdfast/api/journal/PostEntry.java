package io.holdfast.api.journal;

import io.holdfast.api.Command;

/**
 * Moves value by a journal entry: every posting in one append, or none. Asked again with the same
 * content it is a quiet success; with another content under the same id, ALREADY_EXISTS_DIFFERENT.
 */
public record PostEntry(JournalEntry entry) implements Command {
  @Override
  public String targetId() {
    return entry.entryId().value();
  }
}
