package io.holdfast.command.journal;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.HoldId;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.command.Aggregates;
import io.holdfast.command.Aggregates.Loaded;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountDecider;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.account.OpenHold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts journal entries in the running unit of work: the entry and the change of every guarded
 * account in one append. Accounts are locked in the order of their ids, so that two entries never
 * wait for each other, and all is decided before anything is recorded.
 */
public final class Journal {
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Aggregates<EntryAggregate, EntryState, EntryPosted> entries;

  public Journal(
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Aggregates<EntryAggregate, EntryState, EntryPosted> entries) {
    this.accounts = accounts;
    this.entries = entries;
  }

  /**
   * Posts an entry whose id is taken for new, without looking. When it is not, the append of the
   * whole unit of work fails on the log's uniqueness.
   *
   * @throws Rejection an account says no
   */
  public void postNew(JournalEntry entry) {
    List<Decision> decisions = decide(entry);
    entries.create(entry.entryId().value(), List.of(EntryDecider.posted(entry)));
    decisions.forEach(Decision::record);
  }

  /**
   * Posts an entry unless it is in the journal already. Locks the accounts before the entry, as
   * {@link #postNew} does.
   *
   * @throws Rejection ALREADY_EXISTS_DIFFERENT, or an account says no
   */
  public void postOnce(JournalEntry entry) {
    entry.guardedAccounts().forEach(id -> accounts.load(id.value()));
    var known = entries.load(entry.entryId().value());
    List<EntryPosted> facts = EntryDecider.decide(entry, known.state());
    if (!facts.isEmpty()) {
      List<Decision> decisions = decide(entry);
      known.record(facts);
      decisions.forEach(Decision::record);
    }
  }

  /**
   * Posts a new entry whose one guarded posting spends a whole hold.
   *
   * @throws IllegalStateException the hold is not open, or not of the amount of the posting
   */
  public void postFromHold(JournalEntry entry, AccountId accountId, HoldId holdId) {
    var account = accounts.load(accountId.value());
    Open open = account.state().requireOpen();
    List<AccountEvent> captured = AccountDecider.capture(holdId, entry.entryId(), open);
    requireSpent(entry, accountId, open.holds().get(holdId.value()));
    entries.create(entry.entryId().value(), List.of(EntryDecider.posted(entry)));
    account.record(captured);
  }

  /**
   * True when this very entry is in the journal already.
   *
   * @throws Rejection ALREADY_EXISTS_DIFFERENT
   */
  public boolean holds(JournalEntry entry) {
    EntryState state = entries.load(entry.entryId().value()).state();
    return EntryDecider.decide(entry, state).isEmpty();
  }

  private static void requireSpent(
      JournalEntry entry, AccountId accountId, @Nullable OpenHold hold) {
    for (Posting posting : entry.postings()) {
      boolean ofHold =
          hold != null
              && posting.accountId().equals(accountId)
              && posting.amount().asset().code().equals(hold.asset())
              && posting.amount().minor().negate().equals(hold.amount());
      if (!ofHold && !posting.accountId().isBoundary()) {
        throw new IllegalStateException(
            entry.entryId() + " has a guarded posting that is not its hold: " + posting);
      }
    }
  }

  private List<Decision> decide(JournalEntry entry) {
    List<Decision> decisions = new ArrayList<>(entry.postings().size());
    for (AccountId id : entry.guardedAccounts()) {
      Loaded<AccountAggregate, AccountState, AccountEvent> account = accounts.load(id.value());
      Open open = account.state().requireOpen();
      for (Posting posting : entry.postings()) {
        if (posting.accountId().equals(id)) {
          decisions.add(
              new Decision(account, AccountDecider.post(entry.entryId(), posting.amount(), open)));
        }
      }
    }
    return decisions;
  }

  private record Decision(
      Loaded<AccountAggregate, AccountState, AccountEvent> account, List<AccountEvent> events) {
    void record() {
      account.record(events);
    }
  }
}
