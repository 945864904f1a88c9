package io.holdfast.query.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.holdfast.api.Event;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Stories;
import io.holdfast.query.views.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole ledger proven from its log, and everything that is wrong found, on a real PostgreSQL. */
class VerificationIT {
  private final ReadModel model = new ReadModel();
  private final EmbeddedEventStore log =
      EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine(1)).build();
  private final Story story = Stories.random(List.of());

  @BeforeEach
  void tellAStory() throws Exception {
    model.run(
        "alter table log.event add aggregate_id text, add sequence_number bigint, add event_id text");
    for (int i = 0; i < 40; i++) {
      story.paidIn("account:a", 7).moved("account:a", "account:b", 3);
    }
    story.heldBack("account:a", "hold:x", 5).paidOut("account:a", "hold:x", 5, 1);
  }

  @Test
  void aLedgerThatIsAsItsLogSaysPassesAndIsLeftAsItWas() throws Exception {
    fold(story.log());
    List<String> before = model.everything();

    Verification.Report report = verify();

    assertThat(report.findings()).allMatch(finding -> finding.different() == 0);
    assertThat(report.isGood()).isTrue();
    assertThat(report.logIndex()).isEqualTo(story.index());
    assertThat(report.findings())
        .extracting(ReplayFinding::subject, ReplayFinding::checked)
        .contains(
            tuple("log indexes", story.index()),
            tuple("entries", 81L),
            tuple("journal_line", 163L),
            tuple("balances by the plain books", 4L));
    assertThat(model.everything()).isEqualTo(before);
    assertThat(model.rows("select nspname from pg_namespace where nspname = 'view_check'"))
        .isEmpty();
  }

  @Test
  void anEmptyLedgerPasses() throws Exception {
    assertThat(verify().isGood()).isTrue();
  }

  @Test
  void aBalanceThatSomebodyEditedIsFoundTwice() throws Exception {
    fold(story.log());
    model.run("update view.balance set posted = 1 where account_id = 'account:a'");
    assertThat(wrong(verify()))
        .containsExactlyInAnyOrder(
            "balance: account:a BTC (other values)",
            "balances by the plain books: account:a shows 1 BTC and 0 held back, not 155 and 0");
  }

  @Test
  void aRowThatSomebodyTookAwayIsFound() throws Exception {
    fold(story.log());
    model.run("delete from view.balance where account_id = 'account:b'");
    assertThat(wrong(verify())).contains("balances by the plain books: account:b BTC is missing");
  }

  /** The views refuse such an event; the books go on and tell all that is wrong. */
  @Test
  void anAmountThatSomebodyEditedInTheLogIsNamed() throws Exception {
    List<LoggedEvent> edited = story.log().stream().map(VerificationIT::edited).toList();
    fold(edited.subList(0, 3));
    publish(edited.subList(3, edited.size()));
    model.run("update view.progress set log_index = " + edited.size());

    assertThat(wrong(verify()))
        .anyMatch(it -> it.startsWith("views folded again: the views stop before event"))
        .anyMatch(it -> it.startsWith("entries: entry:1 and account:a differ by -1 BTC"))
        .anyMatch(it -> it.startsWith("balances after: event 5: account:a has 8 BTC"));
  }

  @Test
  void rowsThatAreMissingFromTheLogAreFound() throws Exception {
    fold(story.log());
    model.run("delete from log.event where log_index = 17");
    assertThat(wrong(verify()))
        .contains("log indexes: missing before 18")
        .anyMatch(it -> it.startsWith("streams: ") && it.endsWith("has a gap"));
  }

  @Test
  void anEventIdThatStandsTwiceIsFound() throws Exception {
    fold(story.log());
    model.run("update log.event set event_id = 'e1' where log_index = 2");
    assertThat(wrong(verify())).containsExactly("event ids: e1 stands more than once");
  }

  private static LoggedEvent edited(LoggedEvent logged) {
    Event event = logged.event();
    return event instanceof AmountPosted e && e.entryId().equals("entry:1")
        ? new LoggedEvent(
            logged.index(),
            logged.atMillis(),
            new AmountPosted(
                e.accountId(), e.entryId(), e.asset(), "8", e.postedAfter(), e.heldAfter()))
        : logged;
  }

  private Verification.Report verify() throws Exception {
    return new Verification(model.database.dataSource(), log, _ -> {}).run();
  }

  private static List<String> wrong(Verification.Report report) {
    return report.findings().stream()
        .filter(finding -> finding.different() > 0)
        .map(finding -> finding.subject() + ": " + finding.example())
        .toList();
  }

  private void fold(List<LoggedEvent> events) throws Exception {
    publish(events);
    model.write(events);
  }

  private void publish(List<LoggedEvent> events) throws Exception {
    for (LoggedEvent logged : events) {
      String at = Long.toString(logged.index());
      log.publish(
          new GenericEventMessage<>(
              at, logged.event(), Map.of(), Instant.ofEpochMilli(logged.atMillis())));
      model.run(
          """
          insert into log.event (log_index, event_id, aggregate_id, sequence_number)
          select %1$s, 'e%1$s', '%2$s', count(*) from log.event where aggregate_id = '%2$s'"""
              .formatted(at, logged.event().streamId()));
    }
  }
}
