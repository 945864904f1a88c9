package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Done;
import io.holdfast.gateway.bus.Fields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How one is called, and by which address and password one comes. */
@RestController
@RequestMapping("/api/auth/me")
@Tag(name = "Identity", description = "In, out, and who is in.")
class OwnAccessController {
  private final OwnAccess access;
  private final PersonReader people;

  OwnAccessController(OwnAccess access, PersonReader people) {
    this.access = access;
    this.people = people;
  }

  /** How one wants to be called. Its text form shows nothing. */
  record Name(@Schema(example = "Alice") @Nullable String name) {
    @Override
    public String toString() {
      return "Name";
    }
  }

  /** By which address one wants to be known. Its text form shows nothing. */
  record Email(
      @Schema(example = "alice@example.org") @Nullable String email,
      @Schema(description = "Yours; where you have none yet, the one to come with from now on.")
          @Nullable String password) {
    @Override
    public String toString() {
      return "Email";
    }
  }

  /** One password for another. Its text form shows none. */
  record Password(
      @Nullable String currentPassword,
      @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
          @Nullable String newPassword) {
    @Override
    public String toString() {
      return "Password";
    }
  }

  @PostMapping("/name")
  @Operation(
      summary = "Be called otherwise",
      description =
          "Errors: NOT_SIGNED_IN, MALFORMED_REQUEST, INDEX_NOT_REACHED. Needs no Idempotency-Key.")
  Mono<ResponseEntity<Me>> rename(Ask ask, @RequestBody Name wish) {
    return access.rename(ask, Fields.label(wish.name())).flatMap(done -> me(done, ask));
  }

  @PostMapping("/email")
  @Operation(
      summary = "Be known by another e-mail address, or by one at all",
      description =
          "It is not verified then. Who has a password shows it; who has none chooses one, and has"
              + " come in within the last 15 minutes. Errors: NOT_SIGNED_IN, MALFORMED_REQUEST,"
              + " WRONG_CREDENTIALS, SIGN_IN_AGAIN, EMAIL_TAKEN, PASSWORD_GUESSABLE,"
              + " TOO_MANY_REQUESTS, INDEX_NOT_REACHED. Needs no Idempotency-Key.")
  Mono<ResponseEntity<Me>> changeEmail(Ask ask, Visitor visitor, @RequestBody Email wish) {
    String email = Typed.email(wish.email());
    String password = Typed.newPassword(wish.password());
    return access.changeEmail(ask, visitor, email, password).flatMap(done -> me(done, ask));
  }

  @PostMapping("/password")
  @Operation(
      summary = "Come by another password",
      description =
          "Ends all other sessions. Errors: NOT_SIGNED_IN, MALFORMED_REQUEST, WRONG_CREDENTIALS,"
              + " WRONG_STATE, PASSWORD_GUESSABLE, TOO_MANY_REQUESTS, INDEX_NOT_REACHED. Needs no"
              + " Idempotency-Key.")
  Mono<ResponseEntity<Void>> changePassword(Ask ask, Visitor visitor, @RequestBody Password wish) {
    String current = wish.currentPassword();
    if (current == null || current.length() > Passwords.MAX_LENGTH) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "Send your password of now, too.");
    }
    return access
        .changePassword(ask, visitor, current, Typed.newPassword(wish.newPassword()))
        .map(SessionController::gone);
  }

  private Mono<ResponseEntity<Me>> me(Done done, Ask ask) {
    return people
        .me(ask.caller().userId(), Math.max(done.logIndex(), ask.waitForIndex()))
        .map(me -> Answers.at(HttpStatus.OK, done.logIndex()).body(me));
  }
}
