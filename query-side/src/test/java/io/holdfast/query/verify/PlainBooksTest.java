package io.holdfast.query.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.holdfast.api.Event;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.verify.PlainBooks.Place;
import io.holdfast.query.views.Stories;
import io.holdfast.query.views.Story;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlainBooksTest {
  private static final String A = "account:a";

  @Property(tries = 200)
  void findsNothingWrongInWhatTheLedgerCouldHaveWritten(
      @ForAll @Size(max = 60) List<@IntRange(max = 5_999) Integer> chances) {
    Story story = Stories.random(chances);
    assertThat(wrong(story.log())).isEmpty();
    assertThat(books(story.log()).posted(new Place(A, "BTC")).subtract(held(story)))
        .isEqualTo(story.available(A));
  }

  /** Leaving out any event that moves value, or telling it twice, is always found. */
  @Property(tries = 200)
  void missesNoEventThatIsLeftOutOrToldTwice(
      @ForAll @Size(min = 5, max = 40) List<@IntRange(max = 2_999) Integer> chances,
      @ForAll @IntRange(max = 10_000) int which) {
    Story story = Stories.random(chances).paidIn(A, 7);
    List<LoggedEvent> log = story.log();
    List<LoggedEvent> moving = log.stream().filter(logged -> movesValue(logged.event())).toList();
    int at = log.indexOf(moving.get(which % moving.size()));
    List<LoggedEvent> without = without(log, at);
    assertThat(wrong(without)).isNotEmpty();
    assertThat(wrong(twice(log, at))).isNotEmpty();
  }

  @Test
  void namesTheEntryThatDoesNotSumToZero() {
    Story story = new Story().opened(A, "a");
    story.tell(Story.entry("entry:x", "DEPOSIT", Story.line(Story.WORLD, -7)));
    assertThat(wrong(story.log()))
        .extracting(ReplayFinding::subject, ReplayFinding::example)
        .contains(tuple("entries", "event 2: entry:x does not sum to zero: {BTC=-7}"));
  }

  @Test
  void namesAnAmountThatDiffersBetweenAnEntryAndItsAccount() {
    List<LoggedEvent> log =
        changed(
            new Story().opened(A, "a").paidIn(A, 7).log(),
            event ->
                event instanceof AmountPosted e
                    ? new AmountPosted(e.accountId(), e.entryId(), "BTC", "8", "8", "0")
                    : event);
    assertThat(wrong(log))
        .extracting(ReplayFinding::example)
        .contains("entry:1 and account:a differ by -1 BTC", "BTC sums to 1");
  }

  @Test
  void namesABalanceThatAnEventCarriesWrongly() {
    List<LoggedEvent> log =
        changed(
            new Story().opened(A, "a").paidIn(A, 7).log(),
            event ->
                event instanceof AmountPosted e
                    ? new AmountPosted(e.accountId(), e.entryId(), "BTC", "7", "9", "0")
                    : event);
    assertThat(wrong(log))
        .extracting(ReplayFinding::subject, ReplayFinding::example)
        .containsExactly(
            tuple("balances after", "event 3: account:a has 7 BTC and holds back 0, not 9 and 0"));
  }

  @Test
  void namesAHoldThatIsGivenBackTwice() {
    Story story = new Story().opened(A, "a").paidIn(A, 7).heldBack(A, "hold:x", 5);
    for (int i = 0; i < 2; i++) {
      story.tell(new HoldReleased(A, "hold:x", "BTC", "5", "7", "0"));
    }
    assertThat(wrong(story.log()))
        .extracting(ReplayFinding::example)
        .contains("event 6: hold:x of 5 BTC is not what is held back");
  }

  @Test
  void namesAnAccountThatHasLessThanNothing() {
    Story story = new Story().opened(A, "a").opened("account:b", "b");
    story.moved(A, "account:b", 1);
    assertThat(wrong(story.log()))
        .extracting(ReplayFinding::example)
        .containsExactly("event 3: account:a has -1 BTC and holds back 0");
  }

  @Test
  void namesAnAccountThatWasNeverOpened() {
    assertThat(wrong(new Story().paidIn(A, 7).log()))
        .extracting(ReplayFinding::example)
        .containsExactly("event 2: account:a was never opened");
  }

  private static BigInteger held(Story story) {
    return books(story.log()).held(new Place(A, "BTC"));
  }

  private static PlainBooks books(List<LoggedEvent> log) {
    PlainBooks books = new PlainBooks();
    log.forEach(books::take);
    return books;
  }

  private static List<ReplayFinding> wrong(List<LoggedEvent> log) {
    return books(log).findings().stream().filter(finding -> finding.different() > 0).toList();
  }

  private static boolean movesValue(Event event) {
    return event instanceof EntryPosted
        || event instanceof AmountPosted
        || event instanceof HoldPlaced
        || event instanceof HoldCaptured;
  }

  private static List<LoggedEvent> without(List<LoggedEvent> log, int at) {
    List<LoggedEvent> rest = new ArrayList<>(log);
    rest.remove(at);
    return rest;
  }

  private static List<LoggedEvent> twice(List<LoggedEvent> log, int at) {
    List<LoggedEvent> more = new ArrayList<>(log);
    more.add(at, log.get(at));
    return more;
  }

  private static List<LoggedEvent> changed(List<LoggedEvent> log, UnaryOperator<Event> change) {
    return log.stream()
        .map(
            logged ->
                new LoggedEvent(logged.index(), logged.atMillis(), change.apply(logged.event())))
        .toList();
  }
}
