package io.holdfast.query;

import static io.holdfast.api.query.Scope.EVERYBODY;
import static io.holdfast.api.query.Scope.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchAccounts;
import io.holdfast.api.query.Watch.WatchJournal;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class WatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final ReadModel model = new ReadModel();
  private final ReadSide side = new ReadSide(model, PATIENCE, Duration.ofMillis(400));
  private final Story story = new Story();
  private int written;

  @AfterEach
  void close() {
    side.close();
  }

  private void write() {
    try {
      model.write(story.log().subList(written, story.log().size()));
      written = story.log().size();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String told(ViewChange change) {
    return change.cursor() + " " + change.view().key() + " " + balance(change);
  }

  private static String balance(ViewChange change) {
    return change.view() instanceof AccountView account && !account.balances().isEmpty()
        ? account.balances().getFirst().posted()
        : "-";
  }

  @Test
  void givesTheStateAndThenEachChange() {
    story.opened("account:a", "a").opened("account:b", "b");
    write();

    StepVerifier.create(side.accounts.watch(new WatchAccounts(ownedBy("a"), 0)).map(WatchIT::told))
        .expectNext("1 account:a -")
        .then(() -> story.paidIn("account:b", 7).paidIn("account:a", 5))
        .then(this::write)
        .expectNext("6 account:a 5")
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void givesASlowReaderTheNewestStateAndNotTheOnesBetween() {
    story.opened("account:a", "a");
    write();

    StepVerifier.create(
            side.accounts.watch(new WatchAccounts(ownedBy("a"), 0)).map(WatchIT::told), 1)
        .expectNext("1 account:a -")
        .then(
            () -> {
              for (int i = 0; i < 30; i++) {
                story.paidIn("account:a", 1);
                write();
              }
            })
        .thenRequest(1)
        .expectNext("61 account:a 30")
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void tellsOfEachChangeByWhichRequestItCame() throws SQLException {
    story.opened("account:a", "a").opened("account:b", "a").opened("account:c", "a");
    model.run("insert into log.event values (1, '{\"correlationId\":\"the-first\"}')");
    model.run("insert into log.event values (2, '{\"actor\":\"user:a\"}')");
    write();

    assertThat(
            side.accounts
                .watch(new WatchAccounts(ownedBy("a"), 0))
                .take(3)
                .collectList()
                .block(PATIENCE))
        .extracting(ViewChange::correlationId)
        .containsExactly("the-first", null, null);
  }

  @Test
  void letsNobodyReturnIntoTheMiddleOfAnIndex() {
    story.opened("account:a", "a").paidIn("account:a", 9).heldBack("account:a", "hold:1", 5);
    story.paidOut("account:a", "hold:1", 5, 1);
    write();

    List<ViewChange> changes =
        side.accounts.watch(new WatchAccounts(EVERYBODY, 0)).take(3).collectList().block(PATIENCE);

    assertThat(changes)
        .extracting(WatchIT::told)
        .satisfiesExactlyInAnyOrder(
            each -> assertThat(each).endsWith("account:a 4"),
            each -> assertThat(each).endsWith("boundary:world:bitcoin -5"),
            each -> assertThat(each).endsWith("boundary:fees:bitcoin 1"));
    assertThat(changes).extracting(ViewChange::cursor).containsExactly(5L, 5L, 6L);
    assertThat(changes).extracting(ViewChange::readAtMillis).containsOnly(ReadSide.NOW_MILLIS);
  }

  @Test
  void givesAllOfAnIndexToOneWhoAsksOneByOne() {
    story.opened("account:a", "a").paidIn("account:a", 9).heldBack("account:a", "hold:1", 5);
    story.paidOut("account:a", "hold:1", 5, 1);
    write();

    StepVerifier.create(side.accounts.watch(new WatchAccounts(EVERYBODY, 5)), 1)
        .expectNextCount(1)
        .thenRequest(1)
        .expectNextCount(1)
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void showsNobodyAnotherOwnersJournal() {
    story.opened("account:a", "a").opened("account:b", "b").paidIn("account:a", 9);
    write();

    StepVerifier.create(side.journal.watch(new WatchJournal(ownedBy("b"), "account:a", 0)))
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(300))
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void refusesACursorThatNoStreamGave() {
    StepVerifier.create(side.accounts.watch(new WatchAccounts(EVERYBODY, -1)))
        .expectErrorSatisfies(
            e ->
                assertThat(e)
                    .isInstanceOfSatisfying(
                        Rejection.class,
                        r -> assertThat(r.code()).isEqualTo(ErrorCode.CURSOR_MALFORMED)))
        .verify(PATIENCE);
  }

  @Test
  void goesOnAfterTheDatabaseCutEveryConnection() throws Exception {
    story.opened("account:a", "a");
    write();
    List<String> seen = new CopyOnWriteArrayList<>();
    Disposable watching =
        side.accounts
            .watch(new WatchAccounts(EVERYBODY, 0))
            .map(WatchIT::told)
            .subscribe(seen::add);
    await().untilAsserted(() -> assertThat(seen).hasSize(1));

    for (int i = 0; i < 3; i++) {
      model.run(
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and"
              + " datname = current_database()");
      story.tell(new AccountOpened("account:b" + i, "b", "b"));
      write();
      int expected = 2 + i;
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).hasSize(expected));
    }
    watching.dispose();

    assertThat(seen)
        .containsExactly("1 account:a -", "2 account:b0 -", "3 account:b1 -", "4 account:b2 -");
  }

  @Test
  void forgetsThoseWhoLeave() {
    story.opened("account:a", "a");
    write();
    Disposable watching = side.accounts.watch(new WatchAccounts(EVERYBODY, 0)).subscribe();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(side.hub.listening()).isEqualTo(1));

    watching.dispose();

    assertThat(side.hub.listening()).isZero();
  }

  @Test
  void asksOnceForAllWhoWatchTheSame() {
    story.opened("account:a", "a");
    write();
    List<ViewChange> seen = new CopyOnWriteArrayList<>();
    List<Disposable> all =
        IntStream.range(0, 200)
            .mapToObj(
                _ -> side.accounts.watch(new WatchAccounts(EVERYBODY, 0)).subscribe(seen::add))
            .toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).hasSize(200));
    long before = side.statements.get();

    story.opened("account:b", "b");
    write();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).hasSize(400));
    all.forEach(Disposable::dispose);

    assertThat(side.statements.get() - before).isLessThan(20);
  }
}
