package io.holdfast.api.journal;

import static io.holdfast.api.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset EUR = new Asset("EUR", 2, "bank");

  @Test
  void sumsToZeroPerAsset() {
    assertThat(
            entry(
                    posting("account:a", BTC, -5),
                    posting("account:b", BTC, 3),
                    posting("account:c", BTC, 2),
                    posting("account:a", EUR, 7),
                    posting("account:b", EUR, -7))
                .postings())
        .hasSize(5);
  }

  @Test
  void refusesWhatDoesNotBalance() {
    unbalanced(posting("account:a", BTC, -5), posting("account:b", BTC, 4));
    unbalanced(posting("account:a", BTC, -5), posting("account:b", EUR, 5));
    unbalanced(
        posting("account:a", BTC, -5), posting("account:b", BTC, 5), posting("account:a", EUR, 1));
  }

  @Test
  void movesAPotByEscrowOnly() {
    List<Posting> postings =
        List.of(posting("account:escrow:1", BTC, -5), posting("account:b", BTC, 5));
    EntryId id = new EntryId("entry:pot");
    for (EntryKind kind : EntryKind.values()) {
      if (kind == EntryKind.ESCROW) {
        assertThat(new JournalEntry(id, kind, postings, "order:1").postings()).hasSize(2);
      } else {
        assertRefused(ErrorCode.FORBIDDEN, () -> new JournalEntry(id, kind, postings, "order:1"));
      }
    }
  }

  @Test
  void refusesFewerThanTwoPostings() {
    unbalanced();
    unbalanced(posting("account:a", BTC, 5));
  }

  @Test
  void refusesAPostingOfNothing() {
    unbalanced(
        posting("account:a", BTC, -5), posting("account:b", BTC, 5), posting("account:c", BTC, 0));
  }

  @Test
  void refusesAnAccountTwiceForOneAsset() {
    unbalanced(
        posting("account:a", BTC, -5), posting("account:a", BTC, 3), posting("account:b", BTC, 2));
  }

  @Test
  void isBounded() {
    assertThat(new JournalEntry(id(), EntryKind.TRANSFER, many(256), "r").postings()).hasSize(256);
    assertRefused(
        ErrorCode.ENTRY_TOO_LARGE,
        () -> new JournalEntry(id(), EntryKind.TRANSFER, many(258), "r"));
  }

  @Test
  void letsATransferNeitherInNorOut() {
    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () -> entry(posting("boundary:world:bitcoin", BTC, -5), posting("account:a", BTC, 5)));
  }

  @Test
  void namesItsGuardedAccountsOnceAndInOrder() {
    List<Posting> postings =
        List.of(
            posting("account:b", BTC, -5),
            posting("boundary:world:bitcoin", BTC, 2),
            posting("account:a", BTC, 3),
            posting("account:b", EUR, 1),
            posting("account:a", EUR, -1));
    JournalEntry entry = new JournalEntry(id(), EntryKind.DEPOSIT, postings, "r");
    assertThat(entry.guardedAccounts())
        .containsExactly(new AccountId("account:a"), new AccountId("account:b"));
  }

  private static void unbalanced(Posting... postings) {
    assertRefused(ErrorCode.ENTRY_UNBALANCED, () -> entry(postings));
  }

  private static JournalEntry entry(Posting... postings) {
    return new JournalEntry(id(), EntryKind.TRANSFER, List.of(postings), "r");
  }

  private static EntryId id() {
    return new EntryId("entry:1");
  }

  private static List<Posting> many(int count) {
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      postings.add(posting("account:n" + i, BTC, i % 2 == 0 ? 1 : -1));
    }
    return postings;
  }

  private static Posting posting(String account, Asset asset, long minor) {
    return new Posting(new AccountId(account), Money.of(asset, minor));
  }
}
