package io.holdfast.command.reconciliation;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Event;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.reconciliation.CaseClosed;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.CaseOpened;
import io.holdfast.api.reconciliation.Comparison;
import io.holdfast.api.reconciliation.ComparisonPostponed;
import io.holdfast.api.reconciliation.ComparisonRequested;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.ExplainCase;
import io.holdfast.api.reconciliation.Line;
import io.holdfast.api.reconciliation.PostponeComparison;
import io.holdfast.api.reconciliation.RecordComparison;
import io.holdfast.api.reconciliation.RecordRepair;
import io.holdfast.api.reconciliation.RequestComparison;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private final TestLedger ledger =
      new TestLedger(new TestRails(2, 6), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void recordsAnAgreementAndWhatNoLineExplains() {
    Comparison comparison =
        new Comparison(
            new BlockRef(7, "g"),
            40,
            Money.of(BTC, 1_500),
            Money.of(BTC, 1_200),
            List.of(
                new Line("confirming", Money.of(BTC, 500)),
                new Line("payouts not settled", Money.of(BTC, -200))),
            List.of(new Line("change", Money.of(BTC, 100))),
            List.of(),
            0);

    assertThat(ledger.send(new RecordComparison("bitcoin", "BTC", comparison)))
        .singleElement()
        .isInstanceOfSatisfying(
            BooksCompared.class,
            event -> {
              assertThat(event.unexplained()).isEqualTo("0");
              assertThat(event.openCases()).isEmpty();
              assertThat(event.streamId()).isEqualTo("reconciliation:bitcoin:BTC");
            });
  }

  @Test
  void isQuietWhenNothingChangedSinceTheLastComparison() {
    compare(7, 40, "aa");
    assertThat(compare(7, 41, "aa")).isEmpty();
    assertThat(compare(8, 42, "aa")).hasSize(1);
  }

  @Test
  void recordsTheSameAgainForWhoeverAsked() {
    compare(7, 40);
    ledger.send(new RequestComparison("bitcoin", "BTC", "1", "user:olivia"));
    assertThat(compare(7, 40)).hasSize(1);
    assertThat(compare(7, 40)).isEmpty();
  }

  @Test
  void opensACaseForEachDifferenceInTheSameAppendAndClosesThoseThatAreGone() {
    assertThat(compare(7, 40, "aa", "bb"))
        .hasSize(3)
        .hasOnlyElementsOfTypes(BooksCompared.class, CaseOpened.class);

    assertThat(compare(8, 50, "bb"))
        .hasSize(2)
        .contains(new CaseClosed(id("aa").value(), 8, "hash-8"));

    assertThat(compare(9, 60)).contains(new CaseClosed(id("bb").value(), 9, "hash-9"));
    assertThat(compare(10, 70, "aa")).hasSize(2);
  }

  @Test
  void closesNothingWhenAComparisonLeftSomethingOut() {
    compare(7, 40, "aa");
    assertThat(compare(8, 50, 3, "bb")).noneMatch(CaseClosed.class::isInstance).hasSize(2);
    assertThat(compare(9, 60, "bb")).contains(new CaseClosed(id("aa").value(), 9, "hash-9"));
  }

  @Test
  void closesWhatWasRepairedWhenItIsGone() {
    compare(7, 40, "aa");
    assertThat(ledger.send(new RecordRepair(id("aa"), "read again"))).hasSize(1);
    assertThat(compare(7, 44)).contains(new CaseClosed(id("aa").value(), 7, "hash-7"));
  }

  @Test
  void keepsOnTellingOfADifferenceThatAPersonExplained() {
    compare(7, 40, "aa");
    ledger.send(new ExplainCase(id("aa"), "user:adam", "a test"));
    assertThat(compare(8, 50, "aa"))
        .singleElement()
        .isInstanceOfSatisfying(
            BooksCompared.class,
            event ->
                assertThat(event.openCases())
                    .containsExactly(new BooksCompared.OpenCase(id("aa").value())));
  }

  @Test
  void tellsWhyItIsPostponedOnceUntilItIsDone() {
    PostponeComparison syncing = new PostponeComparison("bitcoin", "BTC", "syncing");
    assertThat(ledger.send(syncing))
        .containsExactly(new ComparisonPostponed("bitcoin", "BTC", "syncing"));
    assertThat(ledger.send(syncing)).isEmpty();
    compare(7, 40);
    assertThat(ledger.send(syncing)).hasSize(1);
  }

  @Test
  void takesAWishOnceAndOnlyForWhatThereIs() {
    RequestComparison wish = new RequestComparison("bitcoin", "BTC", "1", "user:olivia");
    assertThat(ledger.send(wish))
        .containsExactly(new ComparisonRequested("bitcoin", "BTC", "1", "user:olivia"));
    assertThat(ledger.send(wish)).isEmpty();
    assertRefused(
        ErrorCode.UNKNOWN_RAIL,
        () -> ledger.send(new RequestComparison("moon", "BTC", "2", "user:olivia")));
    assertRefused(
        ErrorCode.RAIL_NOT_COMPARED,
        () -> ledger.send(new RequestComparison("elsewhere", "BTC", "2", "user:olivia")));
    assertRefused(
        ErrorCode.UNKNOWN_ASSET,
        () -> ledger.send(new RequestComparison("bitcoin", "XYZ", "2", "user:olivia")));
  }

  @Test
  void explainsNoCaseThatNeverWas() {
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> ledger.send(new ExplainCase(id("zz"), "user:adam", "no such thing")));
  }

  private List<Event> compare(long height, long logIndex, String... coins) {
    return compare(height, logIndex, 0, coins);
  }

  private List<Event> compare(long height, long logIndex, int omitted, String... coins) {
    Comparison comparison =
        new Comparison(
            new BlockRef(height, "hash-" + height),
            logIndex,
            Money.of(BTC, 100L * coins.length),
            Money.zero(BTC),
            List.of(),
            List.of(),
            Arrays.stream(coins).map(ReconciliationHandlerTest::difference).toList(),
            omitted);
    return ledger.send(new RecordComparison("bitcoin", "BTC", comparison));
  }

  private static Difference difference(String coin) {
    return new Difference(
        DifferenceKind.UNOBSERVED, coin, Money.zero(BTC), Money.of(BTC, 100), List.of());
  }

  private static CaseId id(String coin) {
    return CaseId.of("bitcoin", "BTC", DifferenceKind.UNOBSERVED, coin);
  }
}
