package io.holdfast.command.journal;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/**
 * Posts an entry once. Nearly every entry is new, so the first try does not look whether its id is
 * taken: it decides from the accounts in memory, and the log's uniqueness stands guard. It looks in
 * two cases only: when the append met a conflict and the bus hands the command out again, and when
 * an account says no, which it may be saying because this very entry has already emptied it.
 */
public final class PostEntryHandler {
  private final Journal journal;

  public PostEntryHandler(Journal journal) {
    this.journal = journal;
  }

  @CommandHandler
  void handle(PostEntry command, @MetaDataValue(MetaKeys.RETRIED) @Nullable String retried) {
    JournalEntry entry = command.entry();
    if (retried != null) {
      journal.postOnce(entry);
    } else {
      postLookingOnlyWhenRefused(entry);
    }
  }

  private void postLookingOnlyWhenRefused(JournalEntry entry) {
    try {
      journal.postNew(entry);
    } catch (Rejection refusal) {
      if (!journal.holds(entry)) {
        throw refusal;
      }
    }
  }
}
