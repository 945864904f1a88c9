package io.holdfast.query.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Event;
import io.holdfast.api.query.Find.FindPeople;
import io.holdfast.api.query.Find.FindSessions;
import io.holdfast.api.query.Find.FindSignIns;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.SignInView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchPeople;
import io.holdfast.api.query.Watch.WatchSessions;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionChallenged;
import io.holdfast.api.session.SessionEnded;
import io.holdfast.api.session.SessionRefreshed;
import io.holdfast.api.session.SessionVerified;
import io.holdfast.api.user.EmailVerified;
import io.holdfast.api.user.IdentifierClaimed;
import io.holdfast.api.user.RolesChanged;
import io.holdfast.api.user.SignInFailed;
import io.holdfast.api.user.UserErased;
import io.holdfast.api.user.UserRegistered;
import io.holdfast.api.user.UserSignedIn;
import io.holdfast.api.user.WalletLinked;
import io.holdfast.api.user.WalletUnlinked;
import io.holdfast.query.ReadSide;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.read.Finder;
import io.holdfast.query.views.ReadModel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What became of Alice, who has a password and a wallet, and of Bob, who has a wallet. */
class PersonQueriesIT {
  private static final ReadModel MODEL = new ReadModel();
  private static final PageRequest ALL = new PageRequest(null, 50);
  private static final String ALICE = "user:alice";
  private static final String BOB = "user:bob";
  private static final String FOX = "wallet:evm:fox";

  private static final List<Event> STORY =
      List.of(
          new IdentifierClaimed("email:a", ALICE),
          new UserRegistered(ALICE, "sealed name", "email:a", "sealed email", "CUSTOMER", ALICE),
          new EmailVerified(ALICE, "email:a"),
          new SignInFailed(ALICE, 5, 60_000, "sealed address", "sealed agent"),
          new SessionVerified("session:a", ALICE, "PASSWORD", "digest", 4_000),
          activated("session:a"),
          new UserSignedIn(ALICE, "session:a", "PASSWORD"),
          challenged("session:b"),
          new UserRegistered(BOB, null, null, null, "CUSTOMER", BOB),
          new WalletLinked(BOB, FOX),
          new SessionVerified("session:b", BOB, "EVM", "digest", 300_000),
          activated("session:b"),
          new UserSignedIn(BOB, "session:b", "EVM"),
          new RolesChanged(ALICE, "CUSTOMER,OPERATOR", "user:adam"),
          new SessionRefreshed(
              "session:a", "p", "t", "CUSTOMER,OPERATOR", "elsewhere", "other", 15_000, 1_815_000),
          challenged("session:c"),
          new SessionEnded("session:c", "NOT_PROVEN", "system:sessions"),
          new SessionEnded("session:b", "REUSED", "system:sessions"),
          new WalletUnlinked(BOB, FOX, BOB),
          new WalletLinked(BOB, "wallet:evm:wolf"),
          new UserErased(BOB, BOB));

  @BeforeEach
  void empty() throws SQLException {
    MODEL.clear();
  }

  @Test
  void tellsPeopleAsTheyAreAndOfTheForgottenOnlyThatTheyWere() throws Exception {
    MODEL.write(log());

    ask(
        queries ->
            assertThat(people(queries, Scope.EVERYBODY))
                .containsExactly(
                    new PersonView(
                        BOB, null, null, null, List.of(), List.of(), "ERASED", 0, 9_000, null, 21),
                    new PersonView(
                        ALICE,
                        "sealed name",
                        "sealed email",
                        3_000L,
                        List.of("CUSTOMER", "OPERATOR"),
                        List.of(),
                        "REGISTERED",
                        0,
                        2_000,
                        7_000L,
                        14)));
  }

  @Test
  void tellsOfWhoseSignInIsLockedAndWhichWalletsAreLinked() throws Exception {
    MODEL.write(log().subList(0, 4));
    ask(
        queries ->
            assertThat(people(queries, Scope.EVERYBODY))
                .singleElement()
                .returns(60_000L, PersonView::lockedUntilMillis));

    MODEL.write(log().subList(4, 20));
    ask(
        queries ->
            assertThat(people(queries, Scope.ownedBy(BOB)))
                .singleElement()
                .returns(List.of("wallet:evm:wolf"), PersonView::wallets));
  }

  @Test
  void tellsSessionsOfThoseWhoHaveShownWhoTheyAre() throws Exception {
    MODEL.write(log());

    ask(
        queries ->
            assertThat(sessions(queries, Scope.EVERYBODY, null))
                .containsExactly(
                    new SessionView(
                        "session:b",
                        BOB,
                        "EVM",
                        "ENDED",
                        List.of("CUSTOMER"),
                        "here",
                        "browser",
                        11_000,
                        12_000,
                        1_806_000,
                        18_000L,
                        "REUSED",
                        18),
                    new SessionView(
                        "session:a",
                        ALICE,
                        "PASSWORD",
                        "ACTIVE",
                        List.of("CUSTOMER", "OPERATOR"),
                        "elsewhere",
                        "other",
                        5_000,
                        15_000,
                        1_815_000,
                        null,
                        null,
                        15)));
  }

  @Test
  void tellsToEachTheirOwn() throws Exception {
    MODEL.write(log());

    ask(
        queries -> {
          Scope bobs = Scope.ownedBy(BOB);
          assertThat(people(queries, bobs)).extracting(PersonView::userId).containsExactly(BOB);
          assertThat(sessions(queries, bobs, null))
              .extracting(SessionView::sessionId)
              .containsExactly("session:b");
          assertThat(sessions(queries, bobs, "ACTIVE")).isEmpty();
          assertThat(signIns(queries, bobs)).extracting(SignInView::ownerId).containsOnly(BOB);
        });
  }

  @Test
  void tellsWhoWasLetInWhoWasNotAndHowItEnded() throws Exception {
    MODEL.write(log());

    ask(
        queries ->
            assertThat(signIns(queries, Scope.EVERYBODY))
                .containsExactly(
                    line(18, BOB, "REUSED", "EVM", "session:b", null, null),
                    line(12, BOB, "SIGNED_IN", "EVM", "session:b", "here", "browser"),
                    line(6, ALICE, "SIGNED_IN", "PASSWORD", "session:a", "here", "browser"),
                    line(4, ALICE, "FAILED", "PASSWORD", null, "sealed address", "sealed agent")));
  }

  @Test
  void tellsTheSameHoweverTheLogIsCutAndHoweverOftenItIsTold() throws Exception {
    MODEL.write(log());
    List<String> atOnce = MODEL.everything();
    MODEL.write(log().subList(3, 19));
    assertThat(MODEL.everything()).isEqualTo(atOnce);

    for (int cut = 1; cut < STORY.size(); cut += 3) {
      MODEL.clear();
      MODEL.write(log().subList(0, cut));
      MODEL.write(log().subList(cut, STORY.size()));
      assertThat(MODEL.everything()).as("cut after " + cut).isEqualTo(atOnce);
    }
  }

  @Test
  void followsWhatEnds() throws Exception {
    MODEL.write(log());

    ask(
        queries -> {
          assertThat(
                  queries
                      .watch(new WatchSessions(Scope.EVERYBODY, "ENDED", 0))
                      .blockFirst(Duration.ofSeconds(60)))
              .returns(18L, ViewChange::cursor)
              .returns("session:b", change -> change.view().key());
          assertThat(
                  queries
                      .watch(new WatchSessions(Scope.ownedBy(ALICE), null, 0))
                      .blockFirst(Duration.ofSeconds(60)))
              .returns("session:a", change -> change.view().key());
        });
  }

  @Test
  void followsAPersonAsTheyChange() throws Exception {
    MODEL.write(log());

    ask(
        queries ->
            assertThat(
                    queries
                        .watch(new WatchPeople(Scope.ownedBy(ALICE), 0))
                        .blockFirst(Duration.ofSeconds(60)))
                .returns(14L, ViewChange::cursor)
                .returns(ALICE, change -> change.view().key()));
  }

  private interface Question {
    void ask(PersonQueries queries);
  }

  private static void ask(Question question) throws Exception {
    try (ReadSide side = new ReadSide(MODEL, Duration.ofSeconds(60), Duration.ofHours(1))) {
      question.ask(
          new PersonQueries(
              new Finder(side.reader, side.hub, Duration.ofSeconds(60)), side.streams));
    }
  }

  private static List<PersonView> people(PersonQueries queries, Scope scope) {
    return queries.find(new FindPeople(scope, null, ALL, 0)).join().items();
  }

  private static List<SessionView> sessions(
      PersonQueries queries, Scope scope, @Nullable String state) {
    return queries.find(new FindSessions(scope, null, state, ALL, 0)).join().items();
  }

  private static List<SignInView> signIns(PersonQueries queries, Scope scope) {
    return queries.find(new FindSignIns(scope, ALL, 0)).join().items();
  }

  private static SignInView line(
      long index,
      String owner,
      String outcome,
      String method,
      @Nullable String session,
      @Nullable String address,
      @Nullable String agent) {
    return new SignInView(
        "sign-in:" + index, owner, outcome, method, session, address, agent, index * 1_000, index);
  }

  /** The story, an event a second. */
  private static List<LoggedEvent> log() {
    List<LoggedEvent> log = new ArrayList<>();
    for (Event event : STORY) {
      int index = log.size() + 1;
      log.add(new LoggedEvent(index, index * 1_000L, event));
    }
    return log;
  }

  private static SessionActivated activated(String session) {
    return new SessionActivated(
        session, "p", "t", "CUSTOMER", "here", "browser", 6_000, 1_806_000, 43_206_000);
  }

  private static SessionChallenged challenged(String session) {
    return new SessionChallenged(
        session,
        "SIGN_IN",
        null,
        "EVM",
        "fox",
        "1",
        "ledger.example",
        "https://ledger.example/",
        "Sign in to Holdfast.",
        "5tQbmVZ7nHxE2dRw",
        8_000,
        308_000);
  }
}
