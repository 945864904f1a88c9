package io.holdfast.query;

import static io.holdfast.api.query.Scope.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Event;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.query.Books;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.query.Find.FindReconciliationCases;
import io.holdfast.api.query.Find.FindReconciliations;
import io.holdfast.api.query.FindBooks;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.query.ReconciliationCaseView.Fact;
import io.holdfast.api.query.ReconciliationView;
import io.holdfast.api.query.ReconciliationView.Part;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.reconciliation.CaseClosed;
import io.holdfast.api.reconciliation.CaseExplained;
import io.holdfast.api.reconciliation.CaseOpened;
import io.holdfast.api.reconciliation.CaseRepaired;
import io.holdfast.api.reconciliation.ComparisonPostponed;
import io.holdfast.api.reconciliation.ComparisonRequested;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.query.reconciliation.BooksQueries;
import io.holdfast.query.reconciliation.ReconciliationQueries;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconciliationIT {
  private static final PageRequest ALL = new PageRequest(null, 50);
  private static final String CASE = "reconciliation-case:bitcoin:BTC:UNOBSERVED:aa:1";

  private final ReadModel model = new ReadModel();
  private final ReadSide side = new ReadSide(model, Duration.ofSeconds(60), Duration.ofMillis(20));
  private final Story story = new Story();

  @AfterEach
  void close() {
    side.close();
  }

  @Test
  void tellsWhatTheLedgerOwesAndWhatIsInFlightAtTheCursorsBlock() throws Exception {
    story.opened("account:alice-main", "alice").paidIn("account:alice-main", 900);
    deposit("a", 100);
    deposit("b", 7);
    story.tell(new DepositSuspended("deposit:bitcoin:b:0", "below-dust-limit"));
    deposit("c", 900);
    story.tell(new DepositConfirmed("deposit:bitcoin:c:0", 6, "h6", 1));
    story.tell(
        new DepositCredited(
            "deposit:bitcoin:c:0", "account:alice-main", "entry:c", "BTC", "900", "0"));
    withdrawal("1", 50);
    story.tell(new WithdrawalSigned("withdrawal:1", "ff", "00", "3"));
    withdrawal("2", 60);
    withdrawal("3", 70);
    story.tell(new WithdrawalSigned("withdrawal:3", "ee", "00", "3"));
    story.tell(new WithdrawalSettled("withdrawal:3", "entry:3"));
    story.tell(new BlockApplied("bitcoin", 7, "h7", "h6", 0, 7));
    model.write(story.log());

    Books books = books(null);

    assertThat(books.logIndex()).isEqualTo(story.index());
    assertThat(books.height()).isEqualTo(7);
    assertThat(books.hash()).isEqualTo("h7");
    assertThat(books.world()).isEqualTo("-900");
    assertThat(books.next()).isNull();
    assertThat(books.inFlight())
        .containsExactly(
            new InFlight("deposit:bitcoin:a:0", "DETECTED", "100", 2),
            new InFlight("deposit:bitcoin:b:0", "SUSPENSE", "7", 2),
            new InFlight("withdrawal:1", "SIGNED", "53", 6));
  }

  @Test
  void tellsWhatIsInFlightPageByPage() throws Exception {
    story.opened("account:alice-main", "alice");
    for (int i = 0; i <= Books.MOST_IN_FLIGHT; i++) {
      deposit("%05d".formatted(i), 1);
    }
    withdrawal("1", 50);
    story.tell(new WithdrawalSigned("withdrawal:1", "ff", "00", "3"));
    model.write(story.log());

    Books first = books(null);
    assertThat(first.inFlight()).hasSize(Books.MOST_IN_FLIGHT);
    assertThat(first.next()).isEqualTo("deposit:bitcoin:00999:0");
    Books rest = books(first.next());
    assertThat(rest.inFlight())
        .extracting(InFlight::id)
        .containsExactly("deposit:bitcoin:01000:0", "withdrawal:1");
    assertThat(rest.next()).isNull();
  }

  @Test
  void anEmptyLedgerOwesNothing() throws Exception {
    story.opened("account:alice-main", "alice");
    model.write(story.log());

    assertThat(books(null)).isEqualTo(new Books(1, 0, "", "0", List.of(), null));
  }

  @Test
  void keepsTheLastComparisonAndTheLastThatAgreed() throws Exception {
    story.tell(new ComparisonRequested("bitcoin", "BTC", "1", "user:olivia"));
    story.tell(new ComparisonPostponed("bitcoin", "BTC", "blocks are being taken in"));
    write();
    assertThat(reconciliation())
        .satisfies(
            view -> {
              assertThat(view.height()).isNull();
              assertThat(view.chainHolds()).isNull();
              assertThat(view.requestedAtMillis()).isEqualTo(1_000);
              assertThat(view.postponed()).isEqualTo("blocks are being taken in");
            });

    story.tell(compared(7, "900", "0"));
    story.tell(compared(8, "1000", "100", CASE));
    write();

    assertThat(reconciliation())
        .isEqualTo(
            new ReconciliationView(
                "bitcoin",
                "BTC",
                8L,
                "h8",
                30L,
                "1000",
                "900",
                List.of(new Part("payouts not settled", "-5"), new Part("confirming", "5")),
                List.of(new Part("change", "40")),
                "100",
                1,
                1_003L,
                7L,
                1_002L,
                null,
                null,
                4));
  }

  @Test
  void keepsWhatBecameOfACase() throws Exception {
    story.tell(opened("100"));
    story.tell(new CaseRepaired(CASE, "took in\nblock 6"));
    write();
    assertThat(reconciliationCase().state()).isEqualTo("REPAIRED");
    assertThat(reconciliationCase().repair()).isEqualTo("took in\nblock 6");
    story.tell(new CaseExplained(CASE, "user:adam", "a test"));
    story.tell(new CaseClosed(CASE, 9, "h9"));
    write();

    assertThat(reconciliationCase())
        .satisfies(
            view -> {
              assertThat(view.state()).isEqualTo("CLOSED");
              assertThat(view.evidence())
                  .containsExactly(new Fact("address", "bcrt1q=x"), new Fact("note", "a b"));
              assertThat(view.explainedBy()).isEqualTo("user:adam");
              assertThat(view.closedHeight()).isEqualTo(9);
              assertThat(view.opened()).isEqualTo(1);
            });
  }

  @Test
  void aCaseThatOpensAgainBeginsAnew() throws Exception {
    story.tell(opened("100")).tell(new CaseClosed(CASE, 9, "h9")).tell(opened("120"));
    write();

    assertThat(reconciliationCase())
        .satisfies(
            view -> {
              assertThat(view.state()).isEqualTo("OPEN");
              assertThat(view.found()).isEqualTo("120");
              assertThat(view.closedHeight()).isNull();
              assertThat(view.opened()).isEqualTo(2);
              assertThat(view.openedAtMillis()).isEqualTo(1_002);
            });
  }

  private int written;

  private void write() throws Exception {
    model.write(story.log().subList(written, story.log().size()));
    written = story.log().size();
  }

  private void deposit(String transaction, long amount) {
    story.tell(
        new DepositDetected(
            "deposit:bitcoin:" + transaction + ":0",
            "deposit-request:1",
            "account:alice-main",
            "bitcoin",
            transaction,
            0,
            "BTC",
            Long.toString(amount),
            2,
            6,
            1));
  }

  private void withdrawal(String name, long amount) {
    story.tell(
        new WithdrawalRequested(
            "withdrawal:" + name,
            "account:alice-main",
            "bitcoin",
            "BTC",
            Long.toString(amount),
            "5",
            "bcrt1q",
            "user:alice",
            0,
            6));
  }

  private static Event compared(long height, String holds, String unexplained, String... cases) {
    return new BooksCompared(
        "bitcoin",
        "BTC",
        height,
        "h" + height,
        30,
        holds,
        "900",
        List.of(
            new BooksCompared.Part("payouts not settled", "-5"),
            new BooksCompared.Part("confirming", "5")),
        List.of(new BooksCompared.Part("change", "40")),
        unexplained,
        java.util.Arrays.stream(cases).map(BooksCompared.OpenCase::new).toList(),
        0);
  }

  private static Event opened(String found) {
    return new CaseOpened(
        CASE,
        "bitcoin",
        "BTC",
        "UNOBSERVED",
        "aa:1",
        7,
        "h7",
        30,
        "0",
        found,
        List.of(new CaseOpened.Fact("address", "bcrt1q=x"), new CaseOpened.Fact("note", "a\nb")));
  }

  private Books books(String after) {
    return new BooksQueries("view", side.finder, side.reader)
        .find(new FindBooks("bitcoin", "BTC", after, 0))
        .join();
  }

  private ReconciliationQueries queries() {
    return new ReconciliationQueries(side.finder, side.streams);
  }

  private ReconciliationView reconciliation() {
    return queries()
        .find(new FindReconciliations(EVERYBODY, "bitcoin", "BTC", ALL, story.index()))
        .join()
        .items()
        .getFirst();
  }

  private ReconciliationCaseView reconciliationCase() {
    return queries()
        .find(new FindReconciliationCases(EVERYBODY, CASE, null, ALL, story.index()))
        .join()
        .items()
        .getFirst();
  }
}
