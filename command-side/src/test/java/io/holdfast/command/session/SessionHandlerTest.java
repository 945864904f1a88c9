package io.holdfast.command.session;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.user.Persons.ALICE;
import static io.holdfast.command.user.Persons.ALICES;
import static io.holdfast.command.user.Persons.BOB;
import static io.holdfast.command.user.Persons.HOME;
import static io.holdfast.command.user.Persons.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.identity.Role;
import io.holdfast.api.session.ChallengeSession;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.session.EndSession;
import io.holdfast.api.session.ExpireSession;
import io.holdfast.api.session.Grant;
import io.holdfast.api.session.OpenSession;
import io.holdfast.api.session.Proof;
import io.holdfast.api.session.ProveSession;
import io.holdfast.api.session.Purpose;
import io.holdfast.api.session.RefreshSession;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionEnded;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.session.SessionRefreshed;
import io.holdfast.api.session.SessionVerified;
import io.holdfast.api.session.TokenDigest;
import io.holdfast.api.user.ChangeRoles;
import io.holdfast.api.user.EraseUser;
import io.holdfast.api.user.IdentifierClaimed;
import io.holdfast.api.user.IdentifierReleased;
import io.holdfast.api.user.RecordSignInFailure;
import io.holdfast.api.user.UnlinkWallet;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.UserRegistered;
import io.holdfast.api.user.UserSignedIn;
import io.holdfast.api.user.WalletId;
import io.holdfast.api.user.WalletLinked;
import io.holdfast.api.user.WalletUnlinked;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestProof;
import io.holdfast.command.TestRails;
import io.holdfast.command.user.UserDecider;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over a real bus; wallets are words. */
class SessionHandlerTest {
  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final WalletId FOX = WalletId.of(WalletKind.EVM, "fox");

  private final TestClock clock = new TestClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final TestLedger ledger = new TestLedger(new TestRails(2, 6), clock);

  @Test
  void registersWhoComesWithANewWalletInOneAppend() {
    String challenge = challenge("session:a", "Fox");

    assertThat(ledger.send(prove("session:a", "fox", challenge, "user:new")))
        .containsExactlyInAnyOrder(
            new IdentifierClaimed("wallet:evm:fox", "user:new"),
            new UserRegistered("user:new", null, null, null, "CUSTOMER", "user:new"),
            new WalletLinked("user:new", "wallet:evm:fox"),
            new SessionVerified(
                "session:a",
                "user:new",
                "EVM",
                token(0).value(),
                clock.instant().plus(Duration.ofMinutes(5)).toEpochMilli()));
  }

  @Test
  void knowsAWalletAgain() {
    signUp("session:a", "fox", "user:new");

    assertThat(proven("session:b", "fox", "user:other"))
        .isEqualTo(new Proof.Proven(new UserId("user:new")));
  }

  @Test
  void isActiveOnceTheGrantIsShown() {
    proven("session:a", "fox", "user:new");

    assertThat(ledger.send(refresh("session:a", "user:new", 0, 1)))
        .containsExactlyInAnyOrder(
            new SessionActivated(
                "session:a",
                token(0).value(),
                token(1).value(),
                "CUSTOMER",
                HOME.address().value(),
                HOME.userAgent().value(),
                clock.millis(),
                clock.instant().plus(Duration.ofMinutes(30)).toEpochMilli(),
                clock.instant().plus(Duration.ofHours(12)).toEpochMilli()),
            new UserSignedIn("user:new", "session:a", "EVM"));
  }

  @Test
  void takesAnAnswerOnce() {
    String challenge = challenge("session:a", "fox");
    ledger.send(prove("session:a", "fox", challenge, "user:new"));

    assertRefused(
        ErrorCode.WRONG_STATE, () -> ledger.send(prove("session:a", "fox", challenge, "user:new")));
  }

  @Test
  void takesAnAnswerToItsOwnChallengeOnly() {
    String other = challenge("session:a", "fox");
    challenge("session:b", "fox");

    assertThat(ledger.ask(prove("session:b", "fox", other, "user:new")))
        .isEqualTo(new Proof.Refused(EndReason.NOT_PROVEN));
  }

  @Test
  void isOverAfterAWrongAnswer() {
    String challenge = challenge("session:a", "fox");

    assertThat(ledger.send(prove("session:a", "wolf", challenge, "user:new")))
        .containsExactly(new SessionEnded("session:a", "NOT_PROVEN", "system:sessions"));
    assertRefused(
        ErrorCode.WRONG_STATE, () -> ledger.send(prove("session:a", "fox", challenge, "user:new")));
  }

  @Test
  void takesAnAnswerWithinFiveMinutes() {
    String inTime = challenge("session:a", "fox");
    String late = challenge("session:b", "fox");
    clock.pass(Duration.ofMinutes(5).minus(A_MOMENT));
    assertThat(ledger.ask(prove("session:a", "fox", inTime, "user:new")))
        .isInstanceOf(Proof.Proven.class);

    clock.pass(A_MOMENT);
    assertThat(ledger.ask(prove("session:b", "fox", late, "user:new")))
        .isEqualTo(new Proof.Refused(EndReason.EXPIRED));
  }

  @Test
  void asksNobodyTwiceUnderOneId() {
    challenge("session:a", "fox");

    assertRefused(ErrorCode.WRONG_STATE, () -> challenge("session:a", "fox"));
    assertRefused(
        ErrorCode.NOT_FOUND, () -> ledger.send(prove("session:x", "fox", "", "user:new")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1\n", "1 1", "é", "eip155:1; DROP"})
  void asksOnNoChainThatIsNone(String chain) {
    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () ->
            new ChallengeSession(
                new SessionId("session:a"),
                Purpose.SIGN_IN,
                null,
                WalletKind.EVM,
                "fox",
                chain,
                "ledger.example",
                "https://ledger.example/",
                "5tQbmVZ7nHxE2dRw"));
  }

  @Test
  void asksNoWalletThatIsNone() {
    assertRefused(ErrorCode.ADDRESS_MALFORMED, () -> challenge("session:a", "f0x"));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () -> ledger.send(asked("session:a", "fox", WalletKind.BITCOIN, null)));
  }

  @Test
  void linksAWalletToWhoIsIn() {
    ledger.send(register(ALICE, ALICES));
    String challenge = linking("session:a", "fox", ALICE);

    assertThat(ledger.send(prove("session:a", "fox", challenge, "user:new")))
        .containsExactlyInAnyOrder(
            new IdentifierClaimed("wallet:evm:fox", "user:alice"),
            new WalletLinked("user:alice", "wallet:evm:fox"),
            new SessionEnded("session:a", "LINKED", "user:alice"));
    assertThat(proven("session:b", "fox", "user:new")).isEqualTo(new Proof.Proven(ALICE));
  }

  @Test
  void tellsALinkFromASignIn() {
    ledger.send(register(ALICE, ALICES));
    String challenge = linking("session:a", "fox", ALICE);

    assertThat(ledger.ask(prove("session:a", "fox", challenge, "user:new")))
        .isEqualTo(new Proof.Linked(ALICE));
  }

  @Test
  void linksNoWalletToTwoPeople() {
    signUp("session:a", "fox", "user:new");
    ledger.send(register(ALICE, ALICES));
    String challenge = linking("session:b", "fox", ALICE);
    int before = ledger.log().size();

    assertRefused(
        ErrorCode.WALLET_TAKEN, () -> ledger.send(prove("session:b", "fox", challenge, "user:x")));
    assertThat(ledger.log()).hasSize(before);
  }

  @Test
  void linksSoManyWalletsAndNoMore() {
    ledger.send(register(ALICE, ALICES));
    for (int i = 0; i < UserDecider.MOST_WALLETS; i++) {
      link("session:" + i, "fox" + "x".repeat(i));
    }

    assertRefused(ErrorCode.TOO_MANY_WALLETS, () -> link("session:last", "wolf"));
  }

  @Test
  void leavesEverybodyAWayIn() {
    signUp("session:a", "fox", "user:new");
    UserId user = new UserId("user:new");

    assertRefused(
        ErrorCode.LAST_WAY_IN, () -> ledger.send(new UnlinkWallet(user, FOX, "user:new")));
  }

  @Test
  void freesAWalletThatIsUnlinked() {
    ledger.send(register(ALICE, ALICES));
    link("session:a", "fox");

    assertThat(ledger.send(new UnlinkWallet(ALICE, FOX, "user:alice")))
        .containsExactlyInAnyOrder(
            new IdentifierReleased("wallet:evm:fox", "user:alice"),
            new WalletUnlinked("user:alice", "wallet:evm:fox", "user:alice"));
    assertThat(ledger.send(new UnlinkWallet(ALICE, FOX, "user:alice"))).isEmpty();
    assertThat(proven("session:b", "fox", "user:new"))
        .isEqualTo(new Proof.Proven(new UserId("user:new")));
  }

  @Test
  void unlinksNobodyElsesWallet() {
    signUp("session:a", "fox", "user:new");
    ledger.send(register(ALICE, ALICES));

    assertThat(ledger.send(new UnlinkWallet(ALICE, FOX, "user:alice"))).isEmpty();
    assertThat(proven("session:b", "fox", "user:x"))
        .isEqualTo(new Proof.Proven(new UserId("user:new")));
  }

  @Test
  void letsInWhoGaveTheRightPassword() {
    ledger.send(register(ALICE, ALICES));
    ledger.send(new RecordSignInFailure(ALICE, HOME));

    assertThat(ledger.ask(open("session:a", ALICE)))
        .isEqualTo(
            new Grant.Given(
                ALICE,
                Set.of(Role.CUSTOMER),
                clock.instant().plus(Duration.ofMinutes(30)).toEpochMilli(),
                clock.instant().plus(Duration.ofHours(12)).toEpochMilli()));
    assertThat(ledger.log()).contains(new UserSignedIn("user:alice", "session:a", "PASSWORD"));
    assertRefused(ErrorCode.WRONG_STATE, () -> ledger.send(open("session:a", ALICE)));
  }

  @Test
  void letsNobodyInByPasswordWhileThatIsLockedButByWallet() {
    ledger.send(register(ALICE, ALICES));
    link("session:l", "fox");
    for (int i = 0; i < 5; i++) {
      ledger.send(new RecordSignInFailure(ALICE, HOME));
    }

    assertRefused(ErrorCode.WRONG_CREDENTIALS, () -> ledger.send(open("session:a", ALICE)));
    assertThat(proven("session:b", "fox", "user:new")).isEqualTo(new Proof.Proven(ALICE));
    clock.pass(Duration.ofMinutes(1));
    assertThat(ledger.ask(open("session:c", ALICE))).isInstanceOf(Grant.Given.class);
  }

  @Test
  void letsNobodyInByPasswordWhoHasNone() {
    signUp("session:a", "fox", "user:new");

    assertRefused(
        ErrorCode.WRONG_CREDENTIALS, () -> ledger.send(open("session:b", new UserId("user:new"))));
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(open("session:c", BOB)));
  }

  @Test
  void givesAnotherTokenForEachThatCounts() {
    alicesSession("session:a");

    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofMinutes(29));
      assertThat(ledger.send(refresh("session:a", "user:alice", i, i + 1)))
          .containsExactly(
              new SessionRefreshed(
                  "session:a",
                  token(i).value(),
                  token(i + 1).value(),
                  "CUSTOMER",
                  HOME.address().value(),
                  HOME.userAgent().value(),
                  clock.millis(),
                  clock.instant().plus(Duration.ofMinutes(30)).toEpochMilli()));
    }
  }

  @Test
  void believesALostAnswerOnce() {
    alicesSession("session:a");
    ledger.send(refresh("session:a", "user:alice", 0, 1));

    assertThat(ledger.ask(refresh("session:a", "user:alice", 0, 2)))
        .isInstanceOf(Grant.Given.class);
    assertThat(ledger.ask(refresh("session:a", "user:alice", 0, 3)))
        .isEqualTo(new Grant.Refused(EndReason.REUSED));
  }

  @Test
  void believesThatTheFirstAnswerOfAllWasLost() {
    proven("session:a", "fox", "user:new");
    ledger.send(refresh("session:a", "user:new", 0, 1));

    assertThat(ledger.ask(refresh("session:a", "user:new", 0, 2))).isInstanceOf(Grant.Given.class);
  }

  @Test
  void endsTheFamilyWhenATokenComesAgainWhoseSuccessorWasUsed() {
    alicesSession("session:a");
    ledger.send(refresh("session:a", "user:alice", 0, 1));
    ledger.send(refresh("session:a", "user:alice", 1, 2));

    assertThat(ledger.send(refresh("session:a", "user:alice", 0, 3)))
        .containsExactly(new SessionEnded("session:a", "REUSED", "system:sessions"));
    assertRefused(
        ErrorCode.NOT_SIGNED_IN, () -> ledger.send(refresh("session:a", "user:alice", 2, 4)));
  }

  @Test
  void isNotMovedByATokenThatNeverWasOne() {
    alicesSession("session:a");
    int before = ledger.log().size();

    assertRefused(
        ErrorCode.NOT_SIGNED_IN, () -> ledger.send(refresh("session:a", "user:alice", 77, 1)));
    assertRefused(
        ErrorCode.NOT_SIGNED_IN, () -> ledger.send(refresh("session:a", "user:bob", 0, 1)));
    assertRefused(
        ErrorCode.NOT_SIGNED_IN, () -> ledger.send(refresh("session:x", "user:alice", 0, 1)));
    assertThat(ledger.log()).hasSize(before);
  }

  @Test
  void givesTheRolesOfNow() {
    alicesSession("session:a");
    ledger.send(new ChangeRoles(ALICE, Set.of(Role.OPERATOR), "user:adam"));

    assertThat(ledger.ask(refresh("session:a", "user:alice", 0, 1)))
        .isInstanceOfSatisfying(
            Grant.Given.class, given -> assertThat(given.roles()).containsExactly(Role.OPERATOR));
  }

  @Test
  void endsWithThePersonWhoIsForgotten() {
    alicesSession("session:a");
    ledger.send(new EraseUser(ALICE, "user:alice"));

    assertThat(ledger.ask(refresh("session:a", "user:alice", 0, 1)))
        .isEqualTo(new Grant.Refused(EndReason.ERASED));
  }

  @Test
  void endsWhenNothingIsHeardForHalfAnHour() {
    alicesSession("session:a");
    clock.pass(Duration.ofMinutes(30).minus(A_MOMENT));
    assertThat(ledger.send(expire("session:a"))).isEmpty();

    clock.pass(A_MOMENT);
    assertThat(ledger.ask(refresh("session:a", "user:alice", 0, 1)))
        .isEqualTo(new Grant.Refused(EndReason.EXPIRED));
  }

  @Test
  void endsAfterTwelveHoursHoweverMuchIsHeard() {
    alicesSession("session:a");
    int last = 0;
    for (; last < 24; last++) {
      clock.pass(Duration.ofMinutes(29));
      ledger.send(refresh("session:a", "user:alice", last, last + 1));
    }

    clock.pass(Duration.ofMinutes(24));
    assertThat(ledger.ask(refresh("session:a", "user:alice", last, last + 1)))
        .isEqualTo(new Grant.Refused(EndReason.EXPIRED));
  }

  @Test
  void tellsItsDeadlineWhenToAskAgain() {
    alicesSession("session:a");
    clock.pass(Duration.ofMinutes(20));
    ledger.send(refresh("session:a", "user:alice", 0, 1));

    clock.pass(Duration.ofMinutes(10));
    assertThat(ledger.ask(expire("session:a")))
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(20)).toEpochMilli());
    clock.pass(Duration.ofMinutes(20));
    assertThat(ledger.send(expire("session:a")))
        .containsExactly(new SessionEnded("session:a", "EXPIRED", "system:sessions"));
    assertThat(ledger.ask(expire("session:a"))).isEqualTo(0L);
  }

  @Test
  void isEndedByItsOwnerOrByWhoMayEndAnybodys() {
    alicesSession("session:a");
    alicesSession("session:b");

    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(end("session:a", BOB)));
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(end("session:x", null)));
    assertThat(ledger.send(end("session:a", ALICE)))
        .containsExactly(new SessionEnded("session:a", "REVOKED", "user:adam"));
    assertThat(ledger.send(end("session:a", ALICE))).isEmpty();
    assertThat(ledger.send(end("session:b", null))).hasSize(1);
    assertRefused(
        ErrorCode.NOT_SIGNED_IN, () -> ledger.send(refresh("session:b", "user:alice", 0, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24})
  void isOverForWhoeverComesWhenTheClockWasSetForward(int hours) {
    alicesSession("session:a");
    String challenge = challenge("session:b", "fox");
    clock.pass(Duration.ofHours(hours));

    assertThat(ledger.ask(refresh("session:a", "user:alice", 0, 1)))
        .isEqualTo(new Grant.Refused(EndReason.EXPIRED));
    assertThat(ledger.ask(prove("session:b", "fox", challenge, "user:new")))
        .isEqualTo(new Proof.Refused(EndReason.EXPIRED));
    assertThat(ledger.ask(open("session:c", ALICE))).isInstanceOf(Grant.Given.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24})
  void lastsLongerByAsMuchAsTheClockWasSetBackAndNoLonger(int hours) {
    alicesSession("session:a");
    clock.pass(Duration.ofHours(-hours));
    int last = 0;
    for (int halves = 0; halves < 2 * (hours + 12) - 1; halves++, last++) {
      assertThat(ledger.ask(refresh("session:a", "user:alice", last, last + 1)))
          .isInstanceOf(Grant.Given.class);
      clock.pass(Duration.ofMinutes(29));
    }
    clock.pass(Duration.ofHours(hours + 12));

    assertThat(ledger.ask(refresh("session:a", "user:alice", last, last + 1)))
        .isEqualTo(new Grant.Refused(EndReason.EXPIRED));
  }

  @Test
  void takesATokenOnceWhateverTheClockShows() {
    alicesSession("session:a");
    ledger.send(refresh("session:a", "user:alice", 0, 1));
    ledger.send(refresh("session:a", "user:alice", 1, 2));
    clock.pass(Duration.ofDays(-1));

    assertThat(ledger.ask(refresh("session:a", "user:alice", 0, 3)))
        .isEqualTo(new Grant.Refused(EndReason.REUSED));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24})
  void keepsNobodyOutForLongerBecauseTheClockWasSetBack(int hours) {
    ledger.send(register(ALICE, ALICES));
    for (int i = 0; i < 5; i++) {
      ledger.send(new RecordSignInFailure(ALICE, HOME));
    }
    clock.pass(Duration.ofHours(-hours));

    assertThat(ledger.ask(open("session:a", ALICE))).isInstanceOf(Grant.Given.class);
  }

  @Test
  void answersItsDeadlineByTheClockOfNow() {
    alicesSession("session:a");
    clock.pass(Duration.ofHours(-1));
    assertThat(ledger.send(expire("session:a"))).isEmpty();
    clock.pass(Duration.ofHours(2));
    assertThat(ledger.send(expire("session:a")))
        .containsExactly(new SessionEnded("session:a", "EXPIRED", "system:sessions"));
  }

  @Test
  void keepsNoTokenAsItIs() {
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> new TokenDigest("a token"));
  }

  private void alicesSession(String id) {
    ledger.send(register(ALICE, ALICES));
    ledger.send(open(id, ALICE));
  }

  private void signUp(String session, String word, String newcomer) {
    proven(session, word, newcomer);
    ledger.send(refresh(session, newcomer, 0, 1));
  }

  private void link(String session, String word) {
    ledger.send(prove(session, word, linking(session, word, ALICE), "user:x"));
  }

  private Object proven(String session, String word, String newcomer) {
    return ledger.ask(prove(session, word, challenge(session, word), newcomer));
  }

  private String challenge(String session, String word) {
    return (String) ledger.ask(asked(session, word, WalletKind.EVM, null));
  }

  private String linking(String session, String word, UserId user) {
    return (String) ledger.ask(asked(session, word, WalletKind.EVM, user));
  }

  private static ChallengeSession asked(
      String session, String word, WalletKind kind, @Nullable UserId forUser) {
    return new ChallengeSession(
        new SessionId(session),
        forUser == null ? Purpose.SIGN_IN : Purpose.LINK_WALLET,
        forUser,
        kind,
        word,
        "1",
        "ledger.example",
        "https://ledger.example/",
        "nonce0of0" + session.substring(session.indexOf(':') + 1));
  }

  private static ProveSession prove(
      String session, String word, String challenge, String newcomer) {
    return new ProveSession(
        new SessionId(session), TestProof.signed(word, challenge), new UserId(newcomer), token(0));
  }

  private static OpenSession open(String session, UserId user) {
    return new OpenSession(new SessionId(session), user, token(0), HOME);
  }

  private static RefreshSession refresh(String session, String user, int shown, int next) {
    return new RefreshSession(
        new SessionId(session), new UserId(user), token(shown), token(next), HOME);
  }

  private static EndSession end(String session, @Nullable UserId owner) {
    return new EndSession(new SessionId(session), EndReason.REVOKED, owner, "user:adam");
  }

  private static ExpireSession expire(String session) {
    return new ExpireSession(new SessionId(session));
  }

  private static TokenDigest token(int number) {
    return new TokenDigest("%064x".formatted(number));
  }
}
