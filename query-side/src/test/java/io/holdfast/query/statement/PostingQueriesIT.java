package io.holdfast.query.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.FindPostings;
import io.holdfast.api.statement.FindStatement;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.PostingsAsOf;
import io.holdfast.api.statement.StatementFrame;
import io.holdfast.query.ReadSide;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Stories;
import io.holdfast.query.views.Story;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** What a balance is made of, and statements, on a real PostgreSQL. */
class PostingQueriesIT {
  private static final String ALICE = "account:alice-main";
  private static final String BOB = "account:bob-main";
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide READ =
      new ReadSide(MODEL, Duration.ofSeconds(60), Duration.ofMillis(200));

  @BeforeTry
  void empty() throws Exception {
    MODEL.clear();
  }

  private static Story aliceAndBob() {
    return new Story().opened(ALICE, "alice").opened(BOB, "bob");
  }

  /** Paid in, moved, held back, and paid out. */
  private static Story busy() {
    return aliceAndBob()
        .paidIn(ALICE, 100)
        .moved(ALICE, BOB, 30)
        .heldBack(ALICE, "hold:1", 20)
        .paidOut(ALICE, "hold:1", 20, 2);
  }

  @Example
  void aPostingTellsItsEntryAndTheBalanceAfterIt() throws Exception {
    MODEL.write(aliceAndBob().paidIn(ALICE, 100).moved(ALICE, BOB, 30).log());

    assertThat(postings(ALICE, 0, AsOf.LATEST, false, null, 10).items())
        .containsExactly(
            new Posting("entry:2", "TRANSFER", "because:entry:2", "-30", "70", BOB, 2, 1_004, 5),
            new Posting(
                "entry:1", "DEPOSIT", "because:entry:1", "100", "100", Story.WORLD, 1, 1_003, 4));
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void everyPeriodOfEveryAccountAddsUpPageByPage(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 1_000_000) Integer> chances,
      @ForAll @IntRange(min = 0, max = 100) int one,
      @ForAll @IntRange(min = 0, max = 100) int other,
      @ForAll @IntRange(min = 1, max = 5) int limit)
      throws Exception {
    List<LoggedEvent> log = Stories.random(chances).log();
    MODEL.write(log);
    int from = Math.min(one, other) % (log.size() + 1);
    int to = Math.max(from, Math.max(one, other) % (log.size() + 1));
    for (String account : List.of("account:a", "account:b", Story.FEES)) {
      if (account.equals(Story.FEES) && PlainLedger.of(log).accounts.get(account) == null) {
        continue;
      }
      StatementFrame frame = frame(account, AsOf.index(from), AsOf.index(to));
      List<Posting> forth = all(account, from, to, true, limit);

      BigInteger sum =
          forth.stream()
              .map(posting -> new BigInteger(posting.amount()))
              .reduce(BigInteger.ZERO, BigInteger::add);
      assertThat(frame.opening())
          .isEqualTo(PlainLedger.of(log.subList(0, from)).posted(account).toString());
      assertThat(frame.closing())
          .isEqualTo(PlainLedger.of(log.subList(0, to)).posted(account).toString());
      assertThat(new BigInteger(frame.opening()).add(sum)).hasToString(frame.closing());
      assertThat(forth).hasSize((int) frame.postings());
      assertThat(all(account, from, to, false, limit).reversed()).isEqualTo(forth);
    }
  }

  private static List<Posting> all(
      String account, long from, long to, boolean oldestFirst, int limit) {
    List<Posting> all = new ArrayList<>();
    String next = null;
    do {
      PostingsAsOf page = postings(account, from, AsOf.index(to), oldestFirst, next, limit);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      next = page.next();
    } while (next != null);
    return all;
  }

  @Example
  void aPeriodThatIsAskedForAgainIsTheSameWhateverCameSince() throws Exception {
    Story story = busy();
    MODEL.write(story.log());
    StatementFrame before = frame(ALICE, AsOf.time(1_002), AsOf.time(1_007));
    List<Posting> then = all(ALICE, before.from().logIndex(), before.to().logIndex(), true, 9);

    long told = story.index();
    story.paidIn(ALICE, 7);
    MODEL.write(story.log().subList((int) told, (int) story.index()));
    StatementFrame after = frame(ALICE, AsOf.time(1_002), AsOf.time(1_007));

    assertThat(after.reflectedIndex()).isGreaterThan(before.reflectedIndex());
    assertThat(after).usingRecursiveComparison().ignoringFields("reflectedIndex").isEqualTo(before);
    assertThat(all(ALICE, after.from().logIndex(), after.to().logIndex(), true, 9)).isEqualTo(then);
    assertThat(before.label()).isEqualTo("alice's");
  }

  @Example
  void anAssetThatAnAccountNeverHadIsAnEmptyStatement() throws Exception {
    MODEL.write(busy().log());

    StatementFrame frame =
        READ.postings
            .find(new FindStatement(Scope.EVERYBODY, ALICE, "KES", AsOf.index(0), AsOf.LATEST, 0))
            .join();
    assertThat(frame.opening()).isEqualTo("0");
    assertThat(frame.closing()).isEqualTo("0");
    assertThat(frame.postings()).isZero();
  }

  @Example
  void anothersAccountIsNotThere() throws Exception {
    MODEL.write(busy().log());
    Scope bob = Scope.ownedBy("bob");

    for (String account : List.of(ALICE, Story.WORLD, "account:none")) {
      assertThatThrownBy(
              () ->
                  READ.postings
                      .find(new FindStatement(bob, account, "BTC", AsOf.index(0), AsOf.LATEST, 0))
                      .join())
          .hasCauseInstanceOf(Rejection.class)
          .extracting(error -> ((Rejection) error.getCause()).code())
          .isEqualTo(ErrorCode.NOT_FOUND);
      assertThatThrownBy(
              () ->
                  READ.postings
                      .find(
                          new FindPostings(
                              bob, account, "BTC", 0, AsOf.LATEST, true, page(null, 5), 0))
                      .join())
          .extracting(error -> ((Rejection) error.getCause()).code())
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Example
  void aPeriodThatEndsBeforeItBeginsIsRefused() throws Exception {
    MODEL.write(busy().log());

    assertThatThrownBy(() -> frame(ALICE, AsOf.index(5), AsOf.index(4)))
        .extracting(error -> ((Rejection) error.getCause()).code())
        .isEqualTo(ErrorCode.MALFORMED_REQUEST);
  }

  @Example
  void aPostingThatDoesNotLeadToTheNextBalanceIsNeverTold() throws Exception {
    MODEL.write(busy().log());
    MODEL.run(
        "update view.balance_change set posted = 71 where entry_id = 'entry:2' and account_id = '"
            + ALICE
            + "'");

    assertThatThrownBy(() -> postings(ALICE, 0, AsOf.LATEST, true, null, 9))
        .hasCauseInstanceOf(Defect.class)
        .hasMessageContaining("is not");
  }

  private static PostingsAsOf postings(
      String account, long from, AsOf upTo, boolean oldestFirst, String after, int limit) {
    return READ.postings
        .find(
            new FindPostings(
                Scope.EVERYBODY, account, "BTC", from, upTo, oldestFirst, page(after, limit), 0))
        .join();
  }

  private static PageRequest page(String after, int limit) {
    return new PageRequest(after, limit);
  }

  private static StatementFrame frame(String account, AsOf from, AsOf to) {
    return READ.postings
        .find(new FindStatement(Scope.EVERYBODY, account, "BTC", from, to, 0))
        .join();
  }
}
