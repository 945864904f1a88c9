package io.holdfast.gateway.parked;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.parked.DiscardParked;
import io.holdfast.api.parked.ParkedCommand;
import io.holdfast.api.parked.ParkedId;
import io.holdfast.api.parked.ParkedState;
import io.holdfast.api.parked.RetryParked;
import io.holdfast.api.query.Find.FindParked;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ParkedView;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What failed and is kept: to look at, to try again, to discard. */
@RestController
@RequestMapping("/api/admin/parked")
@Tag(name = "Parked", description = "What failed and is kept: look, try again, discard.")
class ParkedController {
  private final Commands commands;
  private final Queries queries;
  private final Clock clock;

  ParkedController(Commands commands, Queries queries, Clock clock) {
    this.commands = commands;
    this.queries = queries;
    this.clock = clock;
  }

  /** No content: the path says it all. */
  record Nothing() {}

  /** Why it is never tried again; whoever looks into it later reads it. */
  record Reason(@Schema(example = "Paid by hand on 3 May.") @Nullable String reason) {}

  @GetMapping
  @Operation(
      summary = "What failed and is kept, newest first",
      description =
          "WAITING is tried again by itself, HELD waits for a person. Errors: CURSOR_MALFORMED,"
              + " MALFORMED_REQUEST, UNKNOWN_RAIL, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<ParkedView>>> list(
      Ask ask,
      @Schema(description = "The rail, or the processor, in which it failed.")
          @RequestParam(required = false)
          @Nullable String source,
      @Schema(implementation = ParkedState.class) @RequestParam(required = false)
          @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindParked(
                ask.scope(),
                null,
                source == null ? null : Fields.rail(source),
                requireState(state),
                Answers.page(after, limit),
                ask.waitForIndex()),
            ParkedView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{parkedId}")
  @Operation(
      summary = "One of them, with all that is needed to try again",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ParkedView>> get(Ask ask, @PathVariable String parkedId) {
    return find(ask, new ParkedId(parkedId), ask.waitForIndex()).map(Answers::row);
  }

  @PostMapping("/{parkedId}/retries")
  @Operation(
      summary = "Try again now",
      description =
          "Also after the last retry. Whoever kept it tries within seconds, and the row says what"
              + " came of it. Errors: FORBIDDEN, MALFORMED_ID, NOT_FOUND, WRONG_STATE,"
              + " INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ParkedView>> retry(
      Ask ask, @PathVariable String parkedId, @RequestBody Nothing nothing) {
    return send(
        ask, new RetryParked(new ParkedId(parkedId), ask.caller().userId(), clock.instant()));
  }

  @PostMapping("/{parkedId}/discards")
  @Operation(
      summary = "Never try again",
      description =
          "For good, and with a reason. Errors: FORBIDDEN, MALFORMED_REQUEST, MALFORMED_ID,"
              + " NOT_FOUND, WRONG_STATE, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ParkedView>> discard(
      Ask ask, @PathVariable String parkedId, @RequestBody Reason request) {
    return send(
        ask,
        new DiscardParked(
            new ParkedId(parkedId), ask.caller().userId(), Fields.reason(request.reason())));
  }

  private Mono<ResponseEntity<ParkedView>> send(Ask ask, ParkedCommand wish) {
    return commands
        .send(ask, wish)
        .flatMap(done -> find(ask, wish.parkedId(), done.logIndex()))
        .map(Answers::row);
  }

  private Mono<Page<ParkedView>> find(Ask ask, ParkedId id, long minLogIndex) {
    return queries.one(
        new FindParked(ask.scope(), id.value(), null, null, Answers.single(), minLogIndex),
        ParkedView.class);
  }

  private static @Nullable String requireState(@Nullable String state) {
    if (state != null
        && Arrays.stream(ParkedState.values()).noneMatch(known -> known.name().equals(state))) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "What is parked has no such state.");
    }
    return state;
  }
}
