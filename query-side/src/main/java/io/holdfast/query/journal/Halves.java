package io.holdfast.query.journal;

import io.holdfast.api.Event;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.journal.EntryPosted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The journal lines of which one half was seen and the other was not. Both halves stand in one
 * append, so there are few at any place of the log, and none at the end of an append.
 */
public final class Halves {
  private final Set<List<String>> open = new HashSet<>();

  public void see(Event event) {
    switch (event) {
      case EntryPosted e ->
          e.postings().forEach(line -> half(line.accountId(), e.entryId(), line.asset()));
      case AmountPosted e -> half(e.accountId(), e.entryId(), e.asset());
      case HoldCaptured e -> half(e.accountId(), e.entryId(), e.asset());
      default -> {}
    }
  }

  private void half(String accountId, String entryId, String asset) {
    List<String> key = List.of(accountId, entryId, asset);
    if (!accountId.startsWith(AccountId.BOUNDARY) && !open.remove(key)) {
      open.add(key);
    }
  }

  public boolean areNone() {
    return open.isEmpty();
  }

  /** Their keys: account, entry, asset. */
  Set<List<String>> open() {
    return open;
  }
}
