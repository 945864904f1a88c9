package io.holdfast.query.audit;

import static io.holdfast.api.audit.EventFilter.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.AuditedEvents;
import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.audit.ExportAuditEvents;
import io.holdfast.api.audit.FindAuditEvent;
import io.holdfast.api.audit.FindAuditEvents;
import io.holdfast.api.audit.FindIndexPosition;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.PageRequest;
import io.holdfast.query.follow.LogRow;
import io.holdfast.query.follow.LogRows;
import io.holdfast.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class AuditQueriesIT {
  private final AuditedLog log = new AuditedLog();

  @Test
  void whatIsAppendedWhileOnePagesIsNeitherLostNorTwice() {
    log.posted(10).index();
    AuditedEvents newest = log.find(EVERYTHING, false, null, 4);
    AuditedEvents oldest = log.find(EVERYTHING, true, null, 4);
    log.posted(3).index();

    assertThat(indices(newest)).containsExactly(10L, 9L, 8L, 7L);
    assertThat(indices(log.find(EVERYTHING, false, newest.next(), 20)))
        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(indices(oldest)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(indices(log.find(EVERYTHING, true, oldest.next(), 20)))
        .containsExactlyElementsOf(LongStream.rangeClosed(5, 13).boxed().toList());
  }

  @Test
  void tellsHowMuchOfTheLogItLookedAtAlsoWhereItFindsNothing() {
    log.posted(9).index().posted(5);

    assertThat(log.find(EVERYTHING, false, null, 50).logIndex()).isEqualTo(9);
    AuditedEvents nothing = log.find(AuditedLog.type("RareThing"), false, null, 50);
    assertThat(nothing).isEqualTo(new AuditedEvents(List.of(), null, 9));
  }

  @Test
  void waitsForAnIndexAndSaysWhereItIsNotReached() throws Exception {
    log.posted(3).index();

    assertThat(log.queries.find(new FindIndexPosition(3))).isEqualTo(3);
    assertRefused(ErrorCode.INDEX_NOT_REACHED, () -> log.queries.find(new FindIndexPosition(4)));
    assertRefused(
        ErrorCode.INDEX_NOT_REACHED,
        () ->
            log.queries.find(new FindAuditEvents(EVERYTHING, false, new PageRequest(null, 1), 4)));
  }

  @Test
  void aCursorServesOnlyTheQuestionThatGaveIt() {
    log.posted(5).index();
    String cursor = log.find(EVERYTHING, false, null, 2).next();

    assertRefused(ErrorCode.CURSOR_MALFORMED, () -> log.find(EVERYTHING, true, cursor, 2));
    assertRefused(
        ErrorCode.CURSOR_MALFORMED,
        () -> log.find(AuditedLog.type("AmountPosted"), false, cursor, 2));
    assertRefused(ErrorCode.CURSOR_MALFORMED, () -> log.find(EVERYTHING, false, "x", 2));
  }

  @Test
  void aNameThatNothingHasIsNoProofThatThereWasNothing() {
    log.append("Bygone", "account:a", 0, "{}", Map.of("rail", "closed")).index();

    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () -> log.find(AuditedLog.type("AmuntPosted"), false, null, 9));
    assertRefused(
        ErrorCode.UNKNOWN_RAIL, () -> log.find(AuditedLog.rail("bitcon"), false, null, 9));
    assertThat(log.find(AuditedLog.type("AmountPosted"), false, null, 9).items()).isEmpty();
    assertThat(log.find(AuditedLog.type("Bygone"), false, null, 9).items()).hasSize(1);
    assertThat(log.find(AuditedLog.rail("closed"), false, null, 9).items()).hasSize(1);
  }

  @Test
  void aRowThatSomebodyChangedIsShownAsItIs() throws Exception {
    log.posted(3).index();
    log.db
        .sql(
            """
            update log.event set payload = '\\xff7b'::bytea, metadata = 'no JSON'::bytea
            where log_index = 2""")
        .update();
    log.posted(1).index();

    AuditedEvent changed = log.find(EVERYTHING, true, null, 9).items().get(1);
    assertThat(changed.metadata()).isEmpty();
    assertThat(changed.payload()).startsWith("\"").endsWith("{\"");
    assertThat(log.queries.find(new FindAuditEvent(2)).items()).containsExactly(changed);
  }

  @Test
  void whatTheIndexNamesAndTheLogDeniesIsNotShown() {
    log.posted(3).index();
    log.db.sql("update log.event set aggregate_id = 'account:x' where log_index = 2").update();
    log.db.sql("delete from log.event where log_index = 1").update();

    EventFilter second =
        new EventFilter("account:2", null, null, null, null, null, null, null, null, null, null);
    assertThat(log.find(second, false, null, 9).items()).isEmpty();
    assertThat(indices(log.find(EVERYTHING, false, null, 9))).containsExactly(3L, 2L);
  }

  @Test
  void anEventIsToldByItsIndexAsSoonAsItIsInTheLog() throws Exception {
    log.posted(2).index().posted(1);

    assertThat(log.queries.find(new FindAuditEvent(3)).items())
        .extracting(AuditedEvent::eventId)
        .containsExactly("event-3");
    assertThat(log.queries.find(new FindAuditEvent(4)).items()).isEmpty();
  }

  @Test
  void anExportHasEveryEventOnceToItsEnd() {
    log.posted(1_203).index().posted(9);

    List<AuditedEvent> exported =
        log.queries
            .export(new ExportAuditEvents(EVERYTHING.upTo(1_203), true))
            .collectList()
            .block();

    assertThat(exported).isEqualTo(log.plainly().subList(0, 1_203));
  }

  @Test
  void anExportReadsNoFurtherThanItIsAskedAndLeavesNothingOpen() {
    TestDatabase database = TestDatabase.create("view", "audit");
    AuditedLog whole = new AuditedLog(database.dataSource()).posted(5_000).index();
    AtomicInteger read = new AtomicInteger();
    AuditedLog counted = new AuditedLog(whole.source, counting(whole.rows, read));

    StepVerifier.create(
            counted.queries.export(new ExportAuditEvents(EVERYTHING.upTo(5_000), true)), 10)
        .expectNextCount(10)
        .thenCancel()
        .verify();

    assertThat(read.get()).isLessThanOrEqualTo(1_500);
    assertThat(
            whole
                .db
                .sql(
                    """
                    select count(*) from pg_stat_activity
                    where datname = :name and (state <> 'active' or pid <> pg_backend_pid())
                      and backend_type = 'client backend'""")
                .param("name", database.name())
                .query(Long.class)
                .single())
        .as("connections beside the one that asks")
        .isZero();
  }

  private static LogRows counting(LogRows rows, AtomicInteger read) {
    return new LogRows() {
      @Override
      public List<LogRow> after(long index, int limit) throws SQLException {
        return rows.after(index, limit);
      }

      @Override
      public List<LogRow> at(List<Long> indices) throws SQLException {
        read.addAndGet(indices.size());
        return rows.at(indices);
      }

      @Override
      public long head() throws SQLException {
        return rows.head();
      }
    };
  }

  private static List<Long> indices(AuditedEvents page) {
    return page.items().stream().map(AuditedEvent::logIndex).toList();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
