package io.holdfast.command.user;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.user.Persons.ALICE;
import static io.holdfast.command.user.Persons.ALICES;
import static io.holdfast.command.user.Persons.BOB;
import static io.holdfast.command.user.Persons.HOME;
import static io.holdfast.command.user.Persons.email;
import static io.holdfast.command.user.Persons.register;
import static io.holdfast.command.user.Persons.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Event;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.identity.Role;
import io.holdfast.api.user.ChangeEmail;
import io.holdfast.api.user.ChangeRoles;
import io.holdfast.api.user.ConfirmEmail;
import io.holdfast.api.user.EmailChanged;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.EmailVerified;
import io.holdfast.api.user.EraseUser;
import io.holdfast.api.user.IdentifierClaimed;
import io.holdfast.api.user.PasswordChanged;
import io.holdfast.api.user.RecordPasswordChange;
import io.holdfast.api.user.RecordSignInFailure;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.RenameUser;
import io.holdfast.api.user.RolesChanged;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.SignInFailed;
import io.holdfast.api.user.UserErased;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.UserRegistered;
import io.holdfast.api.user.UserRenamed;
import io.holdfast.api.user.WalletId;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People over a real bus. */
class UserHandlerTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final TestLedger ledger = new TestLedger(new TestRails(2, 6), clock);

  @Test
  void registersAPersonWithTheirAddressInOneAppend() {
    assertThat(ledger.send(register(ALICE, ALICES)))
        .containsExactlyInAnyOrder(
            new IdentifierClaimed(ALICES.value(), "user:alice"),
            new UserRegistered(
                "user:alice",
                sealed('n').value(),
                ALICES.value(),
                sealed('e').value(),
                "CUSTOMER",
                "user:alice"));
  }

  @Test
  void isQuietWhenTheSamePersonIsRegisteredAgain() {
    ledger.send(register(ALICE, ALICES));
    ledger.send(new ChangeRoles(ALICE, Set.of(Role.OPERATOR), "user:adam"));

    assertThat(ledger.send(register(ALICE, ALICES))).isEmpty();
  }

  @Test
  void knowsNoTwoPeopleByOneAddress() {
    ledger.send(register(ALICE, ALICES));
    int before = ledger.log().size();

    assertRefused(ErrorCode.EMAIL_TAKEN, () -> ledger.send(register(BOB, ALICES)));
    assertThat(ledger.log()).hasSize(before);
  }

  @Test
  void givesNoIdToTwoPeople() {
    ledger.send(register(ALICE, ALICES));

    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(register(ALICE, email('b'))));
    assertThat(ledger.send(register(BOB, email('b')))).hasSize(2);
  }

  @Test
  void letsAPersonComeAnewWhoWasForgotten() {
    ledger.send(register(ALICE, ALICES));

    assertThat(ledger.send(new EraseUser(ALICE, "user:alice")))
        .containsExactly(new UserErased("user:alice", "user:alice"));
    assertThat(ledger.send(new EraseUser(ALICE, "user:alice"))).isEmpty();
    assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(register(ALICE, ALICES)));
    assertThat(ledger.send(register(BOB, ALICES)))
        .contains(new IdentifierClaimed(ALICES.value(), "user:bob"));
  }

  @Test
  void knowsNobodyOfAnIdThatNobodyHas() {
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(new EraseUser(ALICE, "user:alice")));
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(new ConfirmEmail(ALICE, ALICES)));
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(new RecordSignInFailure(ALICE, HOME)));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> ledger.send(new ChangeRoles(ALICE, Set.of(Role.OPERATOR), "user:adam")));
  }

  @Test
  void confirmsTheAddressThatThePersonHas() {
    ledger.send(register(ALICE, ALICES));

    assertRefused(ErrorCode.WRONG_STATE, () -> ledger.send(new ConfirmEmail(ALICE, email('b'))));
    assertThat(ledger.send(new ConfirmEmail(ALICE, ALICES)))
        .containsExactly(new EmailVerified("user:alice", ALICES.value()));
    assertThat(ledger.send(new ConfirmEmail(ALICE, ALICES))).isEmpty();
  }

  @Test
  void callsAPersonAsTheyWish() {
    ledger.send(register(ALICE, ALICES));

    assertThat(ledger.send(new RenameUser(ALICE, sealed('m'))))
        .containsExactly(new UserRenamed("user:alice", sealed('m').value()));
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(new RenameUser(BOB, sealed('m'))));
  }

  @Test
  void knowsAPersonByAnotherAddressAndLeavesTheFirstToOthers() {
    ledger.send(register(ALICE, ALICES));
    ledger.send(new ConfirmEmail(ALICE, ALICES));
    ChangeEmail change = new ChangeEmail(ALICE, email('b'), sealed('f'));

    assertThat(ledger.send(change))
        .containsExactlyInAnyOrder(
            new IdentifierClaimed(email('b').value(), "user:alice"),
            new EmailChanged("user:alice", email('b').value(), sealed('f').value()));
    assertThat(ledger.send(change)).isEmpty();
    assertRefused(ErrorCode.WRONG_STATE, () -> ledger.send(new ConfirmEmail(ALICE, ALICES)));
    assertThat(ledger.send(new ConfirmEmail(ALICE, email('b'))))
        .containsExactly(new EmailVerified("user:alice", email('b').value()));
    assertThat(ledger.send(register(BOB, ALICES)))
        .contains(new IdentifierClaimed(ALICES.value(), "user:bob"));
  }

  @Test
  void knowsNoTwoPeopleByOneAddressWhoeverMoves() {
    ledger.send(register(ALICE, ALICES));
    ledger.send(register(BOB, email('b')));

    assertRefused(
        ErrorCode.EMAIL_TAKEN, () -> ledger.send(new ChangeEmail(BOB, ALICES, sealed('f'))));
    ledger.send(new ChangeEmail(ALICE, email('c'), sealed('f')));
    ledger.send(new ChangeEmail(BOB, ALICES, sealed('f')));
    assertRefused(
        ErrorCode.EMAIL_TAKEN, () -> ledger.send(new ChangeEmail(ALICE, ALICES, sealed('f'))));
    assertThat(ledger.send(new ChangeEmail(ALICE, email('b'), sealed('f')))).hasSize(2);
  }

  @Test
  void tellsThatAPasswordChangedAndForgetsWhatFailedBefore() {
    ledger.send(register(ALICE, ALICES));
    List<Long> locks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      locks.add(((SignInFailed) fail().getFirst()).lockedUntilMillis());
    }
    assertThat(locks.getLast()).isPositive();

    assertThat(ledger.send(new RecordPasswordChange(ALICE, HOME)))
        .containsExactly(
            new PasswordChanged("user:alice", HOME.address().value(), HOME.userAgent().value()));
    assertThat(((SignInFailed) fail().getFirst()).failures()).isEqualTo(1);
  }

  @Test
  void knowsNoPasswordOfWhoComesByWalletsOnly() {
    User byWallet = new User.Known("user:bob", null, false, Set.of(), Set.of(Role.CUSTOMER), 0, 0);

    assertRefused(ErrorCode.WRONG_STATE, () -> UserDecider.changePassword(HOME, byWallet));
    assertRefused(ErrorCode.NOT_FOUND, () -> UserDecider.changePassword(HOME, User.NOBODY));
  }

  @Test
  void changesRolesForOthersOnly() {
    ledger.send(register(ALICE, ALICES));
    Set<Role> staff = Set.of(Role.OPERATOR, Role.CUSTOMER);

    assertRefused(
        ErrorCode.FORBIDDEN, () -> ledger.send(new ChangeRoles(ALICE, staff, "user:alice")));
    assertThat(ledger.send(new ChangeRoles(ALICE, staff, "user:adam")))
        .containsExactly(new RolesChanged("user:alice", "CUSTOMER,OPERATOR", "user:adam"));
    assertThat(ledger.send(new ChangeRoles(ALICE, staff, "user:adam"))).isEmpty();
  }

  @Test
  void leavesNobodyWithoutARoleAndNoAuditorWithAnother() {
    ledger.send(register(ALICE, ALICES));

    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () -> ledger.send(new ChangeRoles(ALICE, Set.of(), "user:adam")));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () ->
            ledger.send(new ChangeRoles(ALICE, Set.of(Role.AUDITOR, Role.CUSTOMER), "user:adam")));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () ->
            ledger.send(
                new RegisterUser(BOB, sealed('n'), email('b'), sealed('e'), Set.of(), "user:bob")));
  }

  @Test
  void locksTwiceAsLongWithEachFurtherWrongPasswordUpToAnHour() {
    ledger.send(register(ALICE, ALICES));
    List<Long> locksMinutes = new ArrayList<>();

    for (int i = 0; i < 12; i++) {
      SignInFailed failed = (SignInFailed) fail().getFirst();
      long lockedUntil = failed.lockedUntilMillis();
      if (lockedUntil > 0) {
        Duration lock = Duration.ofMillis(lockedUntil - clock.millis());
        locksMinutes.add(lock.toMinutes());
        clock.pass(lock.minusMillis(1));
        assertThat(fail()).as("what is tried while it is locked").isEmpty();
        clock.pass(Duration.ofMillis(1));
      }
    }

    assertThat(locksMinutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.org",
        "sealed:1:",
        "sealed:1:short",
        "sealed:1:alice@example.org.alice@example.org.alice@example.org"
      })
  void takesNoPlainTextForASealedOne(String text) {
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> new Sealed(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evm:0x1", "wallet:", "wallet:0x1", "wallet:doge:D8", "wallet:evm:"})
  void takesNoWalletWithoutAKindAndAnAddress(String id) {
    assertRefused(ErrorCode.MALFORMED_ID, () -> new WalletId(id));
  }

  @Test
  void namesPeopleAndAddressesInTheirForms() {
    assertRefused(ErrorCode.MALFORMED_ID, () -> new UserId("alice"));
    assertRefused(ErrorCode.MALFORMED_ID, () -> new EmailId("email:alice@example.org"));
  }

  private List<Event> fail() {
    return ledger.send(new RecordSignInFailure(ALICE, HOME));
  }
}
