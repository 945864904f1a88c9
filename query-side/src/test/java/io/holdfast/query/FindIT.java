package io.holdfast.query;

import static io.holdfast.api.query.Scope.EVERYBODY;
import static io.holdfast.api.query.Scope.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Balance;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.Find.FindJournal;
import io.holdfast.api.query.FindLedgerTotals;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.query.LedgerTotals;
import io.holdfast.api.query.LedgerTotals.Total;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import io.holdfast.query.account.TotalsQueries;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FindIT {
  private static final PageRequest ALL = new PageRequest(null, 50);
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide SIDE =
      new ReadSide(MODEL, Duration.ofMillis(300), Duration.ofHours(1));
  private static final Story STORY = new Story();

  @BeforeAll
  static void tell() throws Exception {
    STORY
        .opened("account:alice-main", "alice")
        .opened("account:bob-main", "bob")
        .opened("account:alice-two", "alice")
        .allowed("account:alice-main", "bcrt1qx")
        .paidIn("account:alice-main", 100)
        .heldBack("account:alice-main", "hold:1", 30);
    for (int i = 0; i < 7; i++) {
      STORY.moved("account:alice-main", "account:bob-main", 1);
    }
    MODEL.write(STORY.log());
  }

  @AfterAll
  static void close() {
    SIDE.close();
  }

  private static Page<AccountView> accounts(Scope scope, String account, PageRequest page) {
    return SIDE.accounts.find(new FindAccounts(scope, account, page, 0)).join();
  }

  private static Page<JournalLineView> journal(Scope scope, PageRequest page) {
    return SIDE.journal.find(new FindJournal(scope, "account:alice-main", page, 0)).join();
  }

  @Test
  void sumsUpWhatIsOwedBesideWhatTheOutsideWorldGave() {
    LedgerTotals totals =
        new TotalsQueries(SIDE.reader, "view").find(new FindLedgerTotals()).join();

    assertThat(totals.totals())
        .containsExactly(
            new Total("BTC", LedgerTotals.ACCOUNTS, "100", "30"),
            new Total("BTC", Story.WORLD, "-100", "0"));
    assertThat(totals.logIndex()).isEqualTo(STORY.index());
  }

  @Test
  void givesAnAccountWithItsBalances() {
    Page<AccountView> page = accounts(EVERYBODY, "account:alice-main", ALL);

    assertThat(page.items())
        .containsExactly(
            new AccountView(
                "account:alice-main",
                "alice",
                "alice's",
                List.of(new Balance("BTC", "93", "30", "63")),
                List.of("bitcoin:bcrt1qx"),
                26));
    assertThat(page.next()).isNull();
    assertThat(page.logIndex()).isEqualTo(STORY.index());
  }

  @Test
  void showsAnOwnerOnlyWhatIsHis() {
    assertThat(accounts(ownedBy("alice"), null, ALL).items())
        .extracting(AccountView::accountId)
        .containsExactly("account:alice-two", "account:alice-main");
    assertThat(accounts(ownedBy("alice"), "account:bob-main", ALL).items()).isEmpty();
    assertThat(journal(ownedBy("bob"), ALL).items()).isEmpty();
    assertThat(journal(ownedBy("alice"), ALL).items()).hasSize(8);
    assertThat(accounts(EVERYBODY, null, ALL).items()).hasSize(4);
  }

  @Test
  void tellsItsIndexWhereNothingIsFound() {
    Page<AccountView> page = accounts(ownedBy("nobody"), null, ALL);

    assertThat(page).isEqualTo(new Page<>(List.of(), null, STORY.index()));
  }

  @Test
  void pagesNewestFirstWithoutALineLostOrTwice() {
    List<JournalLineView> all = journal(EVERYBODY, ALL).items();
    List<JournalLineView> paged = new ArrayList<>();
    String next = null;
    do {
      Page<JournalLineView> page = journal(EVERYBODY, new PageRequest(next, 3));
      paged.addAll(page.items());
      next = page.next();
    } while (next != null);

    assertThat(all)
        .hasSize(8)
        .isSortedAccordingTo((a, b) -> Long.compare(b.logIndex(), a.logIndex()));
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void refusesACursorThatNoPageGave() {
    assertThatThrownBy(() -> accounts(EVERYBODY, null, new PageRequest("rubbish", 3)))
        .hasRootCauseInstanceOf(Rejection.class)
        .rootCause()
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CURSOR_MALFORMED));
  }

  @Test
  void waitsForTheIndexThatIsAskedFor() throws Exception {
    ReadModel model = new ReadModel();
    try (ReadSide side = new ReadSide(model, Duration.ofSeconds(60), Duration.ofHours(1))) {
      CompletableFuture<Page<AccountView>> waiting =
          side.accounts.find(new FindAccounts(EVERYBODY, null, ALL, 2));
      Story story = new Story().opened("account:a", "a");
      model.write(story.log());
      assertThat(waiting).isNotDone();

      model.write(story.tell(new AccountOpened("account:b", "b", "b")).log().subList(1, 2));

      assertThat(waiting.join().items()).hasSize(2);
    }
  }

  @Test
  void refusesAnIndexThatDoesNotComeInTime() {
    assertThatThrownBy(
            () ->
                SIDE.accounts
                    .find(new FindAccounts(EVERYBODY, null, ALL, STORY.index() + 1))
                    .join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_NOT_REACHED));
  }
}
