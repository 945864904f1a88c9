package io.holdfast.query.journal;

import static java.util.stream.Collectors.joining;

import io.holdfast.api.journal.EntryPosted;
import io.holdfast.query.fold.Columns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an entry tells about each of its lines. */
record EntryPart(String kind, String reference, String counterparties, long atMillis) {
  /** An entry of hundreds of lines would otherwise write the square of them. */
  private static final int MAX_COUNTERPARTIES = 8;

  static EntryPart of(EntryPosted entry, EntryPosted.Line line, long atMillis) {
    List<String> others =
        entry.postings().stream()
            .map(EntryPosted.Line::accountId)
            .filter(account -> !account.equals(line.accountId()))
            .distinct()
            .limit(MAX_COUNTERPARTIES + 1L)
            .toList();
    String named = others.stream().limit(MAX_COUNTERPARTIES).collect(joining(","));
    return new EntryPart(
        entry.kind(),
        entry.reference(),
        others.size() > MAX_COUNTERPARTIES ? named + ",…" : named,
        atMillis);
  }

  static @Nullable EntryPart of(Columns row) {
    String kind = row.textOrNull("kind");
    return kind == null
        ? null
        : new EntryPart(
            kind, row.text("reference"), row.text("counterparties"), row.number("at_millis"));
  }
}
