package io.holdfast.command.journal;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.EntryPosted.Line;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.command.journal.EntryState.Absent;
import io.holdfast.command.journal.EntryState.Posted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The rule of one journal entry: an id is used once. The same entry again is a quiet success, in
 * whatever order its postings stand; another one is refused. That it balances is certain: an
 * unbalanced {@link JournalEntry} cannot be made. Pure.
 */
public final class EntryDecider {
  private EntryDecider() {}

  /**
   * @throws Rejection ALREADY_EXISTS_DIFFERENT
   */
  public static List<EntryPosted> decide(JournalEntry entry, EntryState state) {
    return switch (state) {
      case Absent absent -> List.of(posted(entry));
      case Posted posted -> {
        if (!same(posted.entry(), posted(entry))) {
          throw new Rejection(
              ErrorCode.ALREADY_EXISTS_DIFFERENT,
              "A journal entry with this id has another content.");
        }
        yield List.of();
      }
    };
  }

  public static EntryState evolve(EntryPosted event) {
    return new Posted(event);
  }

  /** The entry as a fact. */
  public static EntryPosted posted(JournalEntry entry) {
    List<Line> lines = new ArrayList<>(entry.postings().size());
    for (Posting posting : entry.postings()) {
      lines.add(
          new Line(
              posting.accountId().value(),
              posting.amount().asset().code(),
              posting.amount().digits()));
    }
    return new EntryPosted(entry.entryId().value(), entry.kind().name(), lines, entry.reference());
  }

  private static boolean same(EntryPosted one, EntryPosted other) {
    return one.kind().equals(other.kind())
        && one.reference().equals(other.reference())
        && one.postings().size() == other.postings().size()
        && new HashSet<>(one.postings()).equals(new HashSet<>(other.postings()));
  }
}
