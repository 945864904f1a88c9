package io.holdfast.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Event;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.error.Defect;
import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.Projection;
import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayCommand;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.order.OrderEvents;
import io.holdfast.query.product.ProductEvents;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Stories;
import io.holdfast.query.views.Story;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rebuilding the views beside those in use, killed and disturbed, on a real PostgreSQL. */
class RebuildIT {
  private static final String REPLAY = "replay:a";
  private static final String POSTED =
      "select posted from view.balance where account_id = 'account:a'";

  private final ReadModel model = new ReadModel();
  private final EmbeddedEventStore log =
      EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine(1)).build();
  private final Story story = Stories.random(List.of());
  private final RebuildOrders orders = new RebuildOrders(model.database.dataSource());
  private final List<ReplayCommand> told = new CopyOnWriteArrayList<>();
  private Predicate<ReplayCommand> deadly = _ -> false;
  private int published;
  private int loadBatch = 10_000;

  @BeforeEach
  void tellAStory() throws Exception {
    for (int i = 0; i < 40; i++) {
      story.paidIn("account:a", 7).moved("account:a", "account:b", 3);
    }
    OrderEvents.disputed("order:a").forEach(story::tell);
    ProductEvents.life("product:a").forEach(story::tell);
    foldNews();
  }

  @Test
  void findsNothingWhereNothingIsWrongAndLeavesEverythingAsItWas() throws Exception {
    List<String> before = model.everything();
    List<String> shape = shape();
    run("");
    assertThat(end().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    assertThat(end().findings()).isNotEmpty().allMatch(finding -> finding.different() == 0);
    assertThat(model.everything()).isEqualTo(before);
    assertThat(shape()).isEqualTo(shape);
    assertThat(shadows()).isEmpty();
    assertThat(orders.next()).isEmpty();
  }

  @Test
  void repairsAndNamesEveryRowThatIsWrongMissingOrTooMany() throws Exception {
    List<String> before = model.everything();
    model.run("update view.balance set posted = 1 where account_id = 'account:a'");
    model.run("delete from view.account where account_id = 'account:b'");
    model.run("insert into view.account values ('account:z', 'z', 'Nobody', '{}', 1, 1)");
    run("");
    assertThat(finding("balance").different()).isEqualTo(1);
    assertThat(finding("balance").example()).isEqualTo("account:a BTC (other values)");
    assertThat(finding("account").different()).isEqualTo(2);
    assertThat(finding("account").example()).isEqualTo("account:b (missing), account:z (too many)");
    assertThat(finding("journal_line").different()).isZero();
    assertThat(model.everything()).isEqualTo(before);
  }

  @Test
  void exchangesOnlyWhatIsNamed() throws Exception {
    model.run("update view.balance set posted = 1 where account_id = 'account:a'");
    run("RAILS,JOURNAL");
    assertThat(end().findings())
        .extracting(ReplayFinding::subject)
        .containsExactly("journal_line", "moment", "rail", "rail_block");
    assertThat(model.rows(POSTED)).containsExactly("(1)");
    assertThat(shadows()).isEmpty();
  }

  @Test
  void goesOnFoldingWhereTheViewsStoodBefore() throws Exception {
    run("");
    story.paidIn("account:a", 1);
    foldNews();
    List<String> rebuilt = model.everything();
    model.clear();
    model.write(story.log());
    assertThat(rebuilt).isEqualTo(model.everything());
  }

  @Test
  void leavesTheViewsInUseAloneWhenItIsCancelled() throws Exception {
    model.run("update view.balance set posted = 1 where account_id = 'account:a'");
    request("");
    orders.on(new ReplayCancellationOrdered(REPLAY, "user:adam"));
    rebuild().run(orders.next().orElseThrow());
    assertThat(end().outcome()).isEqualTo(ReplayOutcome.CANCELLED);
    assertThat(model.rows(POSTED)).containsExactly("(1)");
    assertThat(shadows()).isEmpty();
    assertThat(orders.next()).isEmpty();
  }

  @Test
  void goesOnWithTheSameShadowWhenItWasKilledWhileItFolded() throws Exception {
    List<String> before = model.everything();
    deadly = command -> !(command instanceof EndReplayPart);
    request("");
    assertThatThrownBy(() -> rebuild().run(orders.next().orElseThrow()))
        .hasMessage("killed by the test");
    assertThat(shadows()).containsExactly("(" + REPLAY + ")");
    assertThat(model.rows("select log_index from view_next.progress"))
        .isEqualTo(model.rows("select log_index from view.progress"));

    deadly = _ -> false;
    rebuild().run(orders.next().orElseThrow());
    assertThat(end().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    assertThat(model.everything()).isEqualTo(before);
  }

  @Test
  void goesOnFillingBareTablesWhereItWasKilledAndThenGivesThemTheirIndexes() throws Exception {
    List<String> before = model.everything();
    List<String> shape = shape();
    loadBatch = 1;
    deadly = command -> !(command instanceof EndReplayPart);
    request("");
    assertThatThrownBy(() -> rebuild().run(orders.next().orElseThrow()))
        .hasMessage("killed by the test");
    assertThat(indexesOf("view_next.journal_line")).isEmpty();
    assertThat(indexesOf("view_next.account")).containsExactly("(view_next.account_pkey)");
    assertThat(model.rows("select log_index from view_next.progress where log_index > 0"))
        .isNotEqualTo(model.rows("select log_index from view.progress"))
        .hasSize(1);

    deadly = _ -> false;
    rebuild().run(orders.next().orElseThrow());
    assertThat(end().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    assertThat(end().findings()).allMatch(finding -> finding.different() == 0);
    assertThat(model.everything()).isEqualTo(before);
    assertThat(shape()).isEqualTo(shape);
  }

  @Test
  void leavesTheBeginningOfAnAppendToTheFoldThatLooksLinesUp() throws Exception {
    story.tell(Story.entry("entry:half", "DEPOSIT", Story.line("account:a", 0)));
    foldNews();
    List<String> before = model.everything();
    loadBatch = 3;
    run("");
    assertThat(end().findings()).allMatch(finding -> finding.different() == 0);
    assertThat(model.everything()).isEqualTo(before);
  }

  @Test
  void takesInWhateverAnEntryIsCalled() throws Exception {
    String odd = "entry:a\tb\\N\r\n\\.\n\\";
    story
        .tell(Story.entry(odd, "DEPOSIT", Story.line("account:a", 1), Story.line(Story.WORLD, -1)))
        .tell(new AmountPosted("account:a", odd, "BTC", "1", postedAfter(1), "0"));
    foldNews();
    List<String> before = model.everything();
    run("");
    assertThat(finding("journal_line").different()).isZero();
    assertThat(model.everything()).isEqualTo(before);
  }

  @Test
  void namesTheEventThatCannotBeFolded() throws Exception {
    story.tell(new AmountPosted("account:a", "entry:wrong", "BTC", "1", "1", "0"));
    log.publish(message(story.log().getLast()));
    model.run("update view.progress set log_index = " + story.index());
    request("");
    assertThatThrownBy(() -> rebuild().run(orders.next().orElseThrow()))
        .isInstanceOf(Defect.class)
        .hasMessageContaining("before event " + story.index() + ", AmountPosted of account:a");
  }

  @Test
  void refusesALogThatTellsTheSameLineTwice() throws Exception {
    loadBatch = 1;
    for (int i = 0; i < 2; i++) {
      story
          .tell(
              Story.entry(
                  "entry:twice",
                  "DEPOSIT",
                  Story.line("account:a", 1),
                  Story.line(Story.WORLD, -1)))
          .tell(new AmountPosted("account:a", "entry:twice", "BTC", "1", postedAfter(1 + i), "0"));
    }
    story.log().subList(published, story.log().size()).forEach(it -> log.publish(message(it)));
    model.run("update view.progress set log_index = " + story.index());
    request("");
    assertThatThrownBy(() -> rebuild().run(orders.next().orElseThrow()))
        .isInstanceOf(Defect.class)
        .hasMessageContaining("the same journal line twice");
  }

  @Test
  void tellsOnlyTheEndWhenItWasKilledAfterTheExchange() throws Exception {
    model.run("update view.balance set posted = 1 where account_id = 'account:a'");
    deadly = EndReplayPart.class::isInstance;
    request("");
    assertThatThrownBy(() -> rebuild().run(orders.next().orElseThrow()))
        .hasMessage("killed by the test");
    assertThat(model.rows(POSTED)).doesNotContain("(1)");

    deadly = _ -> false;
    told.clear();
    rebuild().run(orders.next().orElseThrow());
    assertThat(told).hasSize(1);
    assertThat(finding("balance").different()).isEqualTo(1);
  }

  @Test
  void throwsAwayTheShadowOfAnotherReplay() throws Exception {
    model.run("create schema view_next");
    model.run("comment on schema view_next is 'replay:of-old'");
    model.run("create table view_next.rubbish (one text)");
    run("");
    assertThat(end().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    assertThat(shadows()).isEmpty();
  }

  @Test
  void neitherReadersNorWritersFailWhileItExchanges() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> readUntil(over));
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeUntil(over));
    for (int i = 0; i < 3; i++) {
      run("");
    }
    over.set(true);
    writer.join();
    assertThat(reader.join()).isPositive();
    List<String> rebuilt = model.everything();
    model.clear();
    model.write(story.log());
    assertThat(rebuilt).isEqualTo(model.everything());
  }

  @Test
  void everyTableOfTheReadModelBelongsToAProjection() throws Exception {
    List<String> tables = new ArrayList<>(Shadow.tablesOf(Set.of(Projection.values())));
    tables.add("progress");
    tables.add("rebuild");
    assertThat(
            model.rows(
                "select tablename from pg_tables where schemaname = 'view' and tablename not like"
                    + " 'flyway%'"))
        .containsExactlyInAnyOrderElementsOf(
            tables.stream().map(name -> "(" + name + ")").toList());
  }

  private int readUntil(AtomicBoolean over) {
    int read = 0;
    while (!over.get()) {
      try {
        assertThat(
                model.rows(
                    "select sum(posted) from view.balance b join view.progress on true where asset"
                        + " = 'BTC'"))
            .containsExactly("(0)");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      read++;
    }
    return read;
  }

  private void writeUntil(AtomicBoolean over) {
    while (!over.get()) {
      story.paidIn("account:a", 1);
      try {
        foldNews();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void run(String projections) throws Exception {
    request(projections);
    rebuild().run(orders.next().orElseThrow());
  }

  private void request(String projections) {
    orders.on(
        new ReplayRequested(
            REPLAY, "PROJECTIONS", null, -1, -1, projections, "user:adam", "A test."));
  }

  private Rebuild rebuild() {
    return new Rebuild(
        model.database.dataSource(), log, orders, this::tell, Clock.systemUTC(), loadBatch);
  }

  private void tell(ReplayCommand command) {
    if (deadly.test(command)) {
      throw new IllegalStateException("killed by the test");
    }
    told.add(command);
  }

  private EndReplayPart end() {
    return (EndReplayPart) told.getLast();
  }

  private ReplayFinding finding(String table) {
    return end().findings().stream()
        .filter(finding -> finding.subject().equals(table))
        .findFirst()
        .orElseThrow();
  }

  private List<String> shadows() throws Exception {
    return model.rows(
        "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname ="
            + " 'view_next'");
  }

  /** What account a has after so much more. */
  private String postedAfter(long more) throws Exception {
    return model
        .rows("select posted + " + more + " from view.balance where account_id = 'account:a'")
        .getFirst()
        .replaceAll("[()]", "");
  }

  private List<String> indexesOf(String table) throws Exception {
    return model.rows(
        "select indexrelid::regclass::name from pg_index where indrelid = '%s'::regclass"
            .formatted(table));
  }

  /** Tables, keys and indexes, by their names. */
  private List<String> shape() throws Exception {
    return model.rows(
        "select tablename, indexname, indexdef from pg_indexes where schemaname = 'view' order by"
            + " 1, 2");
  }

  private void foldNews() throws Exception {
    List<LoggedEvent> news = story.log().subList(published, story.log().size());
    published = story.log().size();
    log.publish(news.stream().map(RebuildIT::message).toList());
    model.write(news);
  }

  private static GenericEventMessage<Event> message(LoggedEvent logged) {
    return new GenericEventMessage<>(
        Long.toString(logged.index()),
        logged.event(),
        Map.of(),
        Instant.ofEpochMilli(logged.atMillis()));
  }
}
