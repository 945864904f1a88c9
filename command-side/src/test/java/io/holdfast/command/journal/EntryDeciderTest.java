package io.holdfast.command.journal;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryDeciderTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final EntryState POSTED =
      EntryDecider.evolve(EntryDecider.posted(aTransfer(5, "invoice 1")));

  @Test
  void postsAnEntryUnderANewId() {
    assertThat(EntryDecider.decide(aTransfer(5, "invoice 1"), EntryState.ABSENT))
        .containsExactly(
            new EntryPosted(
                "entry:1",
                "TRANSFER",
                List.of(
                    new EntryPosted.Line("account:a", "BTC", "-5"),
                    new EntryPosted.Line("account:b", "BTC", "5")),
                "invoice 1"));
  }

  @Test
  void isQuietWhenTheSameEntryIsThere() {
    assertThat(EntryDecider.decide(aTransfer(5, "invoice 1"), POSTED)).isEmpty();
  }

  @Test
  void isQuietWhateverTheOrderOfThePostings() {
    JournalEntry entry = aTransfer(5, "invoice 1");
    var reversed =
        new JournalEntry(
            entry.entryId(), entry.kind(), entry.postings().reversed(), entry.reference());
    assertThat(EntryDecider.decide(reversed, POSTED)).isEmpty();
  }

  @Test
  void refusesAnotherAmountOrReferenceUnderTheSameId() {
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT,
        () -> EntryDecider.decide(aTransfer(6, "invoice 1"), POSTED));
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT,
        () -> EntryDecider.decide(aTransfer(5, "invoice 2"), POSTED));
  }

  private static JournalEntry aTransfer(long minor, String reference) {
    return new JournalEntry(
        new EntryId("entry:1"),
        EntryKind.TRANSFER,
        List.of(
            new Posting(new AccountId("account:a"), Money.of(BTC, -minor)),
            new Posting(new AccountId("account:b"), Money.of(BTC, minor))),
        reference);
  }
}
