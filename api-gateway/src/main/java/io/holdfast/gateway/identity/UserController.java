package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import io.holdfast.api.query.Page;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.user.ChangeRoles;
import io.holdfast.api.user.ConfirmEmail;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.error.Failures;
import io.holdfast.gateway.personal.PersonalData;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** People, for those who look after them. */
@RestController
@RequestMapping("/api/users")
@Tag(name = "People", description = "People: roles, sessions, history, and forgetting them.")
class UserController {
  private final PersonReader people;
  private final Sessions sessions;
  private final Erasure erasure;
  private final Credentials credentials;
  private final PersonalData personal;
  private final Commands commands;
  private final Scheduler workers;

  UserController(
      PersonReader people,
      Sessions sessions,
      Erasure erasure,
      Credentials credentials,
      PersonalData personal,
      Commands commands,
      Scheduler doorScheduler) {
    this.people = people;
    this.sessions = sessions;
    this.erasure = erasure;
    this.credentials = credentials;
    this.personal = personal;
    this.commands = commands;
    this.workers = doorScheduler;
  }

  /** What a person may do from now on, and nothing else. */
  record Roles(@Nullable Set<Role> roles) {}

  @GetMapping
  @Operation(
      summary = "People, newest first",
      description =
          "By the whole e-mail address a person is found, or nobody. Errors: MALFORMED_REQUEST,"
              + " CURSOR_MALFORMED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<Person>>> list(
      Ask ask,
      @Schema(example = "alice@sandbox.test") @RequestParam(required = false)
          @Nullable String email,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return (email == null
            ? people.all(Answers.page(after, limit), ask.waitForIndex())
            : known(email, ask.waitForIndex()))
        .map(SessionController::rows);
  }

  private Mono<Page<Person>> known(String email, long minLogIndex) {
    if (email.length() > Typed.MAX_EMAIL_LENGTH) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "That is not an e-mail address.");
    }
    return Mono.fromCallable(() -> credentials.find(personal.emailId(email)))
        .subscribeOn(workers)
        .flatMapMany(Flux::fromIterable)
        .concatMap(
            credential ->
                people
                    .one(credential.userId().value(), minLogIndex)
                    .onErrorResume(UserController::isOfNobody, _ -> Mono.empty()))
        .next()
        .defaultIfEmpty(new Page<>(List.of(), null, 0));
  }

  private static boolean isOfNobody(Throwable failure) {
    return Failures.rejectionOf(failure).code() == ErrorCode.NOT_FOUND;
  }

  @GetMapping("/{userId}")
  @Operation(
      summary = "One person",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Person>> one(Ask ask, @PathVariable String userId) {
    return people.one(new UserId(userId).value(), ask.waitForIndex()).map(UserController::row);
  }

  private static ResponseEntity<Person> row(Page<Person> page) {
    return Answers.at(HttpStatus.OK, page.logIndex()).body(page.items().getFirst());
  }

  @PostMapping("/{userId}/roles")
  @Operation(
      summary = "Say what a person may do from their next refresh on",
      description =
          "The whole set. Nobody changes their own; an auditor has no other role. Errors:"
              + " MALFORMED_ID, MALFORMED_REQUEST, FORBIDDEN, NOT_FOUND, INDEX_NOT_REACHED. Needs no"
              + " Idempotency-Key.")
  Mono<ResponseEntity<Person>> changeRoles(
      Ask ask, @PathVariable String userId, @RequestBody Roles wish) {
    Set<Role> roles = wish.roles();
    if (roles == null) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "Send the person's roles.");
    }
    UserId person = new UserId(userId);
    return commands
        .send(ask, new ChangeRoles(person, roles, ask.caller().userId()))
        .flatMap(done -> people.one(userId, Math.max(done.logIndex(), ask.waitForIndex())))
        .map(UserController::row);
  }

  @PostMapping("/{userId}/email-confirmations")
  @Operation(
      summary = "Say that a person's e-mail address was seen to be theirs",
      description =
          "Errors: MALFORMED_ID, WRONG_STATE (there is none), NOT_FOUND, INDEX_NOT_REACHED. Needs no"
              + " Idempotency-Key.")
  Mono<ResponseEntity<Person>> confirmEmail(Ask ask, @PathVariable String userId) {
    UserId person = new UserId(userId);
    return people
        .one(userId, ask.waitForIndex())
        .flatMap(page -> emailOf(page.items().getFirst()))
        .flatMap(email -> commands.send(ask, new ConfirmEmail(person, email)))
        .flatMap(done -> people.one(userId, Math.max(done.logIndex(), ask.waitForIndex())))
        .map(UserController::row);
  }

  private Mono<EmailId> emailOf(Person person) {
    String email = person.email();
    if (email == null) {
      return Mono.error(
          () -> new Rejection(ErrorCode.WRONG_STATE, "The person has no e-mail address."));
    }
    return Mono.fromCallable(() -> personal.emailId(email)).subscribeOn(workers);
  }

  @GetMapping("/{userId}/sessions")
  @Operation(
      summary = "A person's sessions, newest first",
      description =
          "Errors: MALFORMED_ID, MALFORMED_REQUEST, NOT_FOUND, CURSOR_MALFORMED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<SessionShown>>> sessions(
      Ask ask,
      @PathVariable String userId,
      @Schema(allowableValues = {"VERIFIED", "ACTIVE", "ENDED"}) @RequestParam(required = false)
          @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    UserId person = new UserId(userId);
    return people
        .one(person.value(), ask.waitForIndex())
        .then(people.sessions(person, null, state, Answers.page(after, limit), ask))
        .map(SessionController::rows);
  }

  @DeleteMapping("/{userId}/sessions")
  @Operation(
      summary = "End all of a person's sessions",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED. Needs no Idempotency-Key.")
  Mono<ResponseEntity<Void>> endAll(Ask ask, @PathVariable String userId) {
    UserId person = new UserId(userId);
    return people
        .one(person.value(), ask.waitForIndex())
        .flatMap(_ -> sessions.endAll(person, EndReason.REVOKED, _ -> false, ask))
        .map(SessionController::gone);
  }

  @GetMapping("/{userId}/sign-ins")
  @Operation(
      summary = "When and from where a person was let in, or was not, newest first",
      description = "Errors: MALFORMED_ID, NOT_FOUND, CURSOR_MALFORMED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<SignInShown>>> history(
      Ask ask,
      @PathVariable String userId,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    UserId person = new UserId(userId);
    return people
        .one(person.value(), ask.waitForIndex())
        .then(people.signIns(person, Answers.page(after, limit), ask))
        .map(SessionController::rows);
  }

  @DeleteMapping("/{userId}/personal-data")
  @Operation(
      summary = "Forget a person, for good",
      description =
          "What was said of them can be read by nobody any more; what the ledger did for them"
              + " stays. Their sessions end. Nobody forgets themselves. Errors: MALFORMED_ID,"
              + " FORBIDDEN, NOT_FOUND, INDEX_NOT_REACHED. Needs no Idempotency-Key.")
  Mono<ResponseEntity<Void>> erase(Ask ask, @PathVariable String userId) {
    UserId person = new UserId(userId);
    if (person.value().equals(ask.caller().userId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Nobody forgets themselves. Ask another.");
    }
    return people
        .one(person.value(), ask.waitForIndex())
        .flatMap(_ -> erasure.erase(person, ask))
        .map(SessionController::gone);
  }
}
