package io.holdfast.command.journal;

import io.holdfast.api.journal.EntryPosted;

/** What the ledger knows of one journal entry. An entry is posted once and never changes. */
public sealed interface EntryState {
  /** Nothing was posted under this id. */
  Absent ABSENT = new Absent();

  /** Nothing was posted under this id. */
  record Absent() implements EntryState {}

  /** Posted, for good. */
  record Posted(EntryPosted entry) implements EntryState {}
}
