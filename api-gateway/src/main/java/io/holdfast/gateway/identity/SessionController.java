package io.holdfast.gateway.identity;

import io.holdfast.api.identity.Role;
import io.holdfast.api.query.Page;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own sessions, and the history of one's sign-ins. */
@RestController
@Tag(name = "Sessions", description = "Where one is signed in, and was.")
class SessionController {
  private final Sessions sessions;
  private final PersonReader people;

  SessionController(Sessions sessions, PersonReader people) {
    this.sessions = sessions;
    this.people = people;
  }

  @GetMapping("/api/sessions")
  @Operation(
      summary = "One's own sessions, newest first",
      description =
          "Errors: NOT_SIGNED_IN, MALFORMED_REQUEST, CURSOR_MALFORMED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<SessionShown>>> list(
      Ask ask,
      @Schema(allowableValues = {"VERIFIED", "ACTIVE", "ENDED"}) @RequestParam(required = false)
          @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return people
        .sessions(new UserId(ask.caller().userId()), null, state, Answers.page(after, limit), ask)
        .map(SessionController::rows);
  }

  static <T> ResponseEntity<Rows<T>> rows(Page<T> page) {
    return Answers.at(HttpStatus.OK, page.logIndex()).body(new Rows<>(page.items(), page.next()));
  }

  @DeleteMapping("/api/sessions")
  @Operation(
      summary = "End all of one's sessions",
      description =
          "With it their streams. Errors: NOT_SIGNED_IN, INDEX_NOT_REACHED. Needs no"
              + " Idempotency-Key.")
  Mono<ResponseEntity<Void>> endAll(
      Ask ask,
      @Schema(description = "Whether the one that asks goes on.")
          @RequestParam(defaultValue = "false")
          boolean others) {
    String current = ask.caller().sessionId();
    return sessions
        .endAll(
            new UserId(ask.caller().userId()),
            EndReason.REVOKED,
            id -> others && id.equals(current),
            ask)
        .map(SessionController::gone);
  }

  static ResponseEntity<Void> gone(long logIndex) {
    return Answers.at(HttpStatus.NO_CONTENT, logIndex).build();
  }

  @DeleteMapping("/api/sessions/{sessionId}")
  @Operation(
      summary = "End a session",
      description =
          "One's own; administrators anybody's. Quiet where it has ended. Errors: NOT_SIGNED_IN,"
              + " MALFORMED_ID, NOT_FOUND. Needs no Idempotency-Key.")
  Mono<ResponseEntity<Void>> end(Ask ask, @PathVariable String sessionId) {
    boolean anybodys = ask.caller().roles().contains(Role.ADMINISTRATOR);
    return sessions
        .revoke(new SessionId(sessionId), anybodys, ask)
        .map(done -> gone(done.logIndex()));
  }

  @GetMapping("/api/sign-ins")
  @Operation(
      summary = "When and from where one was let in, or somebody was not, newest first",
      description = "Errors: NOT_SIGNED_IN, CURSOR_MALFORMED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<SignInShown>>> history(
      Ask ask,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return people
        .signIns(new UserId(ask.caller().userId()), Answers.page(after, limit), ask)
        .map(SessionController::rows);
  }
}
