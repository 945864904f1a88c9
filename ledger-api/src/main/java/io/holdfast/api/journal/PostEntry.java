package io.holdfast.api.journal;

import io.holdfast.api.Command;
import io.holdfast.api.error.Rejection;

/**
 * Moves value by a journal entry: every posting in one append, or none. Asked again with the same
 * content it is a quiet success; with another content under the same id, ALREADY_EXISTS_DIFFERENT.
 * Not for escrow: what moves there follows from an order.
 */
public record PostEntry(JournalEntry entry) implements Command {
  /**
   * @throws Rejection FORBIDDEN
   */
  public PostEntry {
    entry.postings().forEach(posting -> posting.accountId().requireNoPot());
  }

  @Override
  public String targetId() {
    return entry.entryId().value();
  }
}
