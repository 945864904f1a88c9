package io.holdfast.query.statement;

import static io.holdfast.query.views.Story.WORLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.api.rail.RailStateChanged;
import io.holdfast.api.statement.AccountAsOf;
import io.holdfast.api.statement.AccountAsOf.BalanceAsOf;
import io.holdfast.api.statement.AccountAsOf.Place;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.AsOf.Block;
import io.holdfast.api.statement.BalancesAsOf;
import io.holdfast.api.statement.FindBalancesAsOf;
import io.holdfast.api.statement.FindTotalsAsOf;
import io.holdfast.api.statement.Known;
import io.holdfast.api.statement.Moment;
import io.holdfast.query.ReadSide;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account had at a moment, on a real PostgreSQL. */
class BalanceAsOfIT {
  private static final String ALICE = "account:alice-main";
  private static final String BOB = "account:bob-main";
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide READ =
      new ReadSide(MODEL, Duration.ofSeconds(60), Duration.ofMillis(200));

  @BeforeEach
  void empty() throws Exception {
    MODEL.clear();
  }

  private static Story aliceAndBob() {
    return new Story().opened(ALICE, "alice").opened(BOB, "bob");
  }

  @Test
  void toldWithWhenItChangedLastAndOverWhatOneMayLook() throws Exception {
    MODEL.write(
        aliceAndBob().paidIn(ALICE, 100).heldBack(ALICE, "hold:1", 40).moved(ALICE, BOB, 30).log());

    assertThat(balance(ALICE, AsOf.index(5)))
        .isEqualTo(
            new BalanceAsOf("BTC", "100", "40", "60", "0", 1, place(5), place(4), place(6), 2));
  }

  /** In a story, time stands on the index. */
  private static Place place(long index) {
    return new Place(index, 999 + index);
  }

  @Test
  void beforeTheFirstEventNobodyHadAnything() throws Exception {
    MODEL.write(aliceAndBob().paidIn(ALICE, 100).log());

    BalancesAsOf before = find(ALICE, AsOf.index(0));
    assertThat(before.moment()).isEqualTo(new Moment(0, null, true, Known.THEN, null));
    assertThat(before.items()).containsExactly(new AccountAsOf(ALICE, "alice", List.of()));
    assertThat(find(ALICE, AsOf.time(999)).moment().logIndex()).isZero();
    assertThat(find(null, AsOf.index(0)).items()).isEmpty();
  }

  @Test
  void aMomentThatIsStillToComeIsRefused() throws Exception {
    MODEL.write(aliceAndBob().log());

    assertRefused(AsOf.index(3), ErrorCode.MOMENT_AHEAD);
    assertRefused(AsOf.time(ReadSide.NOW_MILLIS + 1), ErrorCode.MOMENT_AHEAD);
    assertThat(find(ALICE, AsOf.time(ReadSide.NOW_MILLIS)).moment().settled()).isFalse();
  }

  @Test
  void aTimeIsAllBeforeTheFirstEventThatIsLaterHoweverClocksDiffer() throws Exception {
    long[] times = {10, 30, 20, 30, 25, 40, 35};
    List<LoggedEvent> log = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      log.add(new LoggedEvent(i + 1L, times[i], new RailStateChanged("bitcoin", "SYNCING", "")));
    }
    MODEL.write(log.subList(0, 3));
    MODEL.write(log.subList(2, 7));

    assertThat(
            List.of(9L, 10L, 19L, 20L, 29L, 30L, 35L, 39L, 40L, 41L).stream()
                .map(time -> find(null, AsOf.time(time)).moment().logIndex()))
        .containsExactly(0L, 1L, 1L, 1L, 1L, 5L, 5L, 5L, 7L, 7L);
    assertThat(find(null, AsOf.time(39)).moment())
        .isEqualTo(new Moment(5, 30L, true, Known.THEN, null));
    assertThat(find(null, AsOf.time(40)).moment())
        .as("another event of this time may still come")
        .isEqualTo(new Moment(7, 40L, false, Known.THEN, null));
  }

  @Test
  void anOwnerSeesTheirOwnPageByPage() throws Exception {
    MODEL.write(
        new Story()
            .opened("account:a", "alice")
            .opened("account:b", "bob")
            .opened("account:c", "alice")
            .opened("account:d", "alice")
            .paidIn("account:c", 5)
            .log());

    BalancesAsOf first = page("alice", null);
    BalancesAsOf second = page("alice", first.next());

    assertThat(first.items())
        .extracting(AccountAsOf::accountId)
        .containsExactly("account:d", "account:c");
    assertThat(second.items()).extracting(AccountAsOf::accountId).containsExactly("account:a");
    assertThat(second.next()).isNull();
    assertThat(
            READ.asOf
                .find(
                    new FindBalancesAsOf(
                        Scope.ownedBy("bob"),
                        "account:a",
                        AsOf.LATEST,
                        new PageRequest(null, 1),
                        0))
                .join()
                .items())
        .isEmpty();
  }

  private static BalancesAsOf page(String owner, String after) {
    return READ.asOf
        .find(
            new FindBalancesAsOf(
                Scope.ownedBy(owner), null, AsOf.LATEST, new PageRequest(after, 2), 0))
        .join();
  }

  @Test
  void anOrphanedHeightHasOneAnswerAsKnownThenAndOneAsKnownNow() throws Exception {
    MODEL.write(withReorganisation().log());

    AsOf height = AsOf.block(new Block("bitcoin", 7, null));
    assertThat(find(ALICE, height).moment())
        .isEqualTo(new Moment(6, 1_005L, true, Known.THEN, "h7"));
    assertThat(find(ALICE, height.known(Known.NOW)).moment())
        .isEqualTo(new Moment(13, 1_012L, false, Known.NOW, "h7'"));
    assertThat(balance(ALICE, height).posted()).isEqualTo("100");
    assertThat(balance(ALICE, height.known(Known.NOW)).posted()).isEqualTo("0");
  }

  @Test
  void aBlockThatLostItsPlaceIsAnsweredByItsHashAsKnownThenOnly() throws Exception {
    MODEL.write(withReorganisation().log());

    AsOf orphaned = AsOf.block(new Block("bitcoin", 7, "h7"));
    assertThat(balance(ALICE, orphaned).posted()).isEqualTo("100");
    assertRefused(orphaned.known(Known.NOW), ErrorCode.BLOCK_ORPHANED);
    AsOf stands = AsOf.block(new Block("bitcoin", 7, "h7'"));
    assertThat(find(ALICE, stands).moment().logIndex()).isEqualTo(13);
    assertThat(find(ALICE, stands.known(Known.NOW)).moment().logIndex()).isEqualTo(13);
  }

  @Test
  void aBlockThatComesBackIsKnownThenByItsFirstTimeAndNowByItsLast() throws Exception {
    MODEL.write(
        withReorganisation()
            .tell(new BlockOrphaned("bitcoin", 8, "h8'", 7, "h7'"))
            .tell(new BlockOrphaned("bitcoin", 7, "h7'", 6, "h6"))
            .tell(new BlockApplied("bitcoin", 7, "h7", "h6", 2, 7))
            .log());

    AsOf back = AsOf.block(new Block("bitcoin", 7, "h7"));
    assertThat(find(ALICE, back).moment().logIndex()).isEqualTo(6);
    assertThat(find(ALICE, back.known(Known.NOW)).moment().logIndex()).isEqualTo(19);
    assertRefused(
        AsOf.block(new Block("bitcoin", 8, null)).known(Known.NOW), ErrorCode.BLOCK_ABOVE_CURSOR);
    assertThat(find(ALICE, AsOf.block(new Block("bitcoin", 8, null))).moment().logIndex())
        .isEqualTo(16);
  }

  @Test
  void blocksThatWereNeverTakenInAreRefusedByWhy() throws Exception {
    MODEL.write(
        withReorganisation()
            .tell(new RailStateChanged("bitcoin", "FOLLOWING", ""))
            .tell(new BlockApplied("bitcoin", 10, "h10", "h9", 2, 10))
            .log());

    assertRefused(AsOf.block(new Block("bitcoin", 5, null)), ErrorCode.BLOCK_BELOW_START);
    assertRefused(AsOf.block(new Block("bitcoin", 9, null)), ErrorCode.BLOCK_IN_GAP);
    assertRefused(AsOf.block(new Block("bitcoin", 11, null)), ErrorCode.BLOCK_ABOVE_CURSOR);
    assertRefused(AsOf.block(new Block("bitcoin", 7, "h8")), ErrorCode.NOT_FOUND);
    assertRefused(AsOf.block(new Block("dogecoin", 7, null)), ErrorCode.UNKNOWN_RAIL);
  }

  @Test
  void asKnownNowCreditsAreLeftOutThatWereTakenBackSince() throws Exception {
    MODEL.write(withReorganisation().log());

    assertKnown(5, "100", "0");
    assertKnown(9, "40", "-60");
    assertKnown(11, "0", "0");
    assertKnown(15, "100", "100");
    BalanceAsOf spent = balance(ALICE, AsOf.index(9).known(Known.NOW));
    assertThat(spent.takenBack()).isEqualTo("100");
    assertThat(spent.available()).isEqualTo("-60");
    assertThat(balance(BOB, AsOf.index(9).known(Known.NOW)).posted()).isEqualTo("60");
    assertThat(totals(9, Known.THEN)).containsExactly("accounts 100", WORLD + " -100");
    assertThat(totals(9, Known.NOW)).containsExactly("accounts 0", WORLD + " 0");
  }

  private static void assertKnown(long index, String then, String now) {
    assertThat(balance(ALICE, AsOf.index(index)).posted()).as("then, at " + index).isEqualTo(then);
    assertThat(balance(ALICE, AsOf.index(index).known(Known.NOW)).posted())
        .as("now, at " + index)
        .isEqualTo(now);
  }

  private static List<String> totals(long index, Known known) {
    return READ
        .asOf
        .find(new FindTotalsAsOf(AsOf.index(index).known(known), 0))
        .join()
        .totals()
        .stream()
        .map(total -> total.of() + " " + total.posted())
        .toList();
  }

  /** Credited in block 7, of which she moves 60, until another block takes its place. */
  private static Story withReorganisation() {
    return aliceAndBob()
        .tell(new BlockApplied("bitcoin", 6, "h6", "h5", 1, 7))
        .credited(ALICE, "deposit:1", 100)
        .tell(new BlockApplied("bitcoin", 7, "h7", "h6", 2, 7))
        .moved(ALICE, BOB, 60)
        .reversed(ALICE, "deposit:1", 100)
        .tell(new BlockOrphaned("bitcoin", 7, "h7", 6, "h6"))
        .tell(new BlockApplied("bitcoin", 7, "h7'", "h6", 3, 8))
        .credited(ALICE, "deposit:1", 100)
        .tell(new BlockApplied("bitcoin", 8, "h8'", "h7'", 4, 8));
  }

  private static BalanceAsOf balance(String account, AsOf asOf) {
    return find(account, asOf).items().getFirst().balances().getFirst();
  }

  private static BalancesAsOf find(String account, AsOf asOf) {
    return READ.asOf
        .find(new FindBalancesAsOf(Scope.EVERYBODY, account, asOf, new PageRequest(null, 200), 0))
        .join();
  }

  private static void assertRefused(AsOf asOf, ErrorCode code) {
    assertThatThrownBy(() -> find(ALICE, asOf))
        .isInstanceOfAny(CompletionException.class, Rejection.class)
        .satisfies(
            error ->
                assertThat(error instanceof Rejection r ? r : (Rejection) error.getCause())
                    .extracting(Rejection::code)
                    .isEqualTo(code));
  }
}
