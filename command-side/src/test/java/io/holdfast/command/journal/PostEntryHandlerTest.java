package io.holdfast.command.journal;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostEntryHandlerTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final AccountId ALICE = new AccountId("account:alice");
  private static final AccountId BOB = new AccountId("account:bob");
  private final TestLedger ledger = new TestLedger(new TestRails(1, 6), Clock.systemUTC());

  @BeforeEach
  void aliceHasTen() {
    ledger.send(new OpenAccount(ALICE, "user:alice", "Main"));
    ledger.send(new OpenAccount(BOB, "user:bob", "Main"));
    ledger.send(entry("entry:0", AccountId.world("bitcoin"), ALICE, 10));
  }

  @Test
  void appendsTheEntryAndEveryGuardedPostingAtOnce() {
    assertThat(ledger.send(entry("entry:1", ALICE, BOB, 4)))
        .containsExactly(
            new EntryPosted(
                "entry:1",
                "TRANSFER",
                List.of(
                    new EntryPosted.Line(ALICE.value(), "BTC", "-4"),
                    new EntryPosted.Line(BOB.value(), "BTC", "4")),
                "test"),
            new AmountPosted(ALICE.value(), "entry:1", "BTC", "-4", "6", "0"),
            new AmountPosted(BOB.value(), "entry:1", "BTC", "4", "4", "0"));
  }

  @Test
  void keepsABoundaryAccountOutOfTheGuardedOnes() {
    assertThat(ledger.send(entry("entry:1", AccountId.world("bitcoin"), BOB, 4)))
        .hasSize(2)
        .last()
        .isEqualTo(new AmountPosted(BOB.value(), "entry:1", "BTC", "4", "4", "0"));
  }

  @Test
  void changesNothingWhenOneAccountSaysNo() {
    assertRefused(
        ErrorCode.INSUFFICIENT_FUNDS, () -> ledger.send(entry("entry:1", ALICE, BOB, 11)));
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(10);
    assertThat(ledger.available(BOB.value(), "BTC")).isZero();
  }

  @Test
  void refusesAnAccountThatNobodyOpened() {
    AccountId nobody = new AccountId("account:nobody");
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(entry("entry:1", ALICE, nobody, 1)));
  }

  @Test
  void mayUseTheIdAgainAfterARefusal() {
    assertRefused(
        ErrorCode.INSUFFICIENT_FUNDS, () -> ledger.send(entry("entry:1", ALICE, BOB, 11)));
    assertThat(ledger.send(entry("entry:1", ALICE, BOB, 10))).hasSize(3);
  }

  @Test
  void isQuietWhenAnEntryThatEmptiedTheAccountIsSentAgain() {
    ledger.send(entry("entry:1", ALICE, BOB, 10));
    assertThat(ledger.send(entry("entry:1", ALICE, BOB, 10))).isEmpty();
  }

  @Test
  void isQuietWhenAKnownEntryIsSentAgain() {
    ledger.send(entry("entry:1", ALICE, BOB, 4));
    assertThat(ledger.send(entry("entry:1", ALICE, BOB, 4))).isEmpty();
    assertThat(ledger.available(BOB.value(), "BTC")).isEqualTo(4);
  }

  @Test
  void refusesAnotherEntryUnderAKnownIdWhetherTheFundsReachOrNot() {
    ledger.send(entry("entry:1", ALICE, BOB, 4));
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(entry("entry:1", ALICE, BOB, 5)));
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(entry("entry:1", ALICE, BOB, 7)));
    assertThat(ledger.available(BOB.value(), "BTC")).isEqualTo(4);
  }

  private static PostEntry entry(String id, AccountId from, AccountId to, long minor) {
    return new PostEntry(
        new JournalEntry(
            new EntryId(id),
            from.isBoundary() ? EntryKind.DEPOSIT : EntryKind.TRANSFER,
            List.of(
                new Posting(from, Money.of(BTC, -minor)), new Posting(to, Money.of(BTC, minor))),
            "test"));
  }
}
