package io.holdfast.gateway.replay;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Find.FindReplays;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ReplayView;
import io.holdfast.api.replay.CancelReplay;
import io.holdfast.api.replay.Projection;
import io.holdfast.api.replay.ReplayCommand;
import io.holdfast.api.replay.ReplayId;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplayWhat;
import io.holdfast.api.replay.RequestReplay;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reading a chain's blocks again, and folding the views again. Neither sends money. */
@RestController
@RequestMapping("/api/admin/replays")
@Tag(name = "Replays", description = "A chain's blocks once more, or the views. No money is sent.")
class ReplayController {
  private final Commands commands;
  private final Queries queries;

  ReplayController(Commands commands, Queries queries) {
    this.commands = commands;
    this.queries = queries;
  }

  /** No content: the path says it all. */
  record Nothing() {}

  /** What is to be done again, and why. */
  record NewReplay(
      @Schema(implementation = ReplayWhat.class) @Nullable String what,
      @Schema(example = "bitcoin", description = "Needed for a chain, and where a block is named.")
          @Nullable String rail,
      @Schema(example = "120", description = "The first block; without it, everything.")
          @Nullable Long fromBlock,
      @Schema(description = "The last block; without it, where the rail then stands.")
          @Nullable Long toBlock,
      @Schema(
              description = "Which views to exchange; without it, all.",
              allowableValues = {
                "ACCOUNTS",
                "JOURNAL",
                "DEPOSITS",
                "WITHDRAWALS",
                "POLICIES",
                "RAILS",
                "RECONCILIATION",
                "PARKED",
                "REPLAYS",
                "PEOPLE",
                "SESSIONS",
                "ORDERS",
                "PRODUCTS"
              })
          @Nullable List<String> projections,
      @Schema(example = "A node was restored from a copy.") @Nullable String reason) {}

  @PostMapping
  @Operation(
      summary = "Do something again",
      description =
          "CHAIN reads the rail's blocks again at its node, from the first to the last, while the"
              + " rail goes on following; what was there stays as it is, and what was missing is"
              + " taken in and reported. PROJECTIONS folds the views again from the log, beside"
              + " those in use, compares and exchanges them; readers and streams go on. They are"
              + " folded from the first event also where a first block is named, for no view"
              + " remembers how it stood at a block; that block is checked and kept with the"
              + " reason. ALL does both. A block that is named must be one the rail has taken in."
              + " Errors: FORBIDDEN, MALFORMED_REQUEST, UNKNOWN_RAIL, BLOCK_BELOW_START,"
              + " BLOCK_ABOVE_CURSOR, BLOCK_IN_GAP, REPLAY_RUNNING, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ReplayView>> request(Ask ask, @RequestBody NewReplay request) {
    ReplayId id = new ReplayId(ask.newId(ReplayId.PREFIX));
    RequestReplay wish =
        new RequestReplay(
            id,
            what(request),
            request.rail() == null ? null : Fields.rail(request.rail()),
            request.fromBlock(),
            request.toBlock(),
            projections(request.projections()),
            ask.caller().userId(),
            Fields.reason(request.reason()));
    return requireTakenIn(wish)
        .then(Mono.defer(() -> send(ask, wish)))
        .map(
            page -> Answers.at(HttpStatus.ACCEPTED, page.logIndex()).body(page.items().getFirst()));
  }

  @GetMapping
  @Operation(
      summary = "Replays, newest first",
      description = "Errors: CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<ReplayView>>> list(
      Ask ask,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindReplays(ask.scope(), null, Answers.page(after, limit), ask.waitForIndex()),
            ReplayView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{replayId}")
  @Operation(
      summary = "One replay: how far it is, and what it found",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ReplayView>> get(Ask ask, @PathVariable String replayId) {
    return find(ask, new ReplayId(replayId), ask.waitForIndex()).map(Answers::row);
  }

  @PostMapping("/{replayId}/cancellations")
  @Operation(
      summary = "Stop it",
      description =
          "It ends when it has cleaned up; what it had told the ledger stays. Errors: FORBIDDEN,"
              + " MALFORMED_ID, NOT_FOUND, WRONG_STATE, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ReplayView>> cancel(
      Ask ask, @PathVariable String replayId, @RequestBody Nothing nothing) {
    return send(ask, new CancelReplay(new ReplayId(replayId), ask.caller().userId()))
        .map(Answers::row);
  }

  private Mono<Page<ReplayView>> send(Ask ask, ReplayCommand wish) {
    return commands.send(ask, wish).flatMap(done -> find(ask, wish.replayId(), done.logIndex()));
  }

  private Mono<Page<ReplayView>> find(Ask ask, ReplayId id, long minLogIndex) {
    return queries.one(
        new FindReplays(ask.scope(), id.value(), Answers.single(), minLogIndex), ReplayView.class);
  }

  private static ReplayWhat what(NewReplay request) {
    ReplayWhat what =
        Arrays.stream(ReplayWhat.values())
            .filter(known -> known.name().equals(request.what()))
            .findFirst()
            .orElseThrow(() -> malformed("Say what: CHAIN, PROJECTIONS or ALL."));
    if (what == ReplayWhat.PROJECTIONS && request.toBlock() != null) {
      throw malformed("The views are always folded up to the end of the log.");
    }
    if (what == ReplayWhat.CHAIN && request.projections() != null) {
      throw malformed("The blocks of a chain are read; no views are exchanged.");
    }
    return what;
  }

  /** The ledger knows where a rail began and where it stands; the gaps between, the rail knows. */
  private Mono<Void> requireTakenIn(RequestReplay wish) {
    if (wish.rail() == null || !wish.what().parts().contains(ReplayPart.CHAIN)) {
      return Mono.empty();
    }
    return queries
        .coverage(wish.rail())
        .flatMap(
            coverage ->
                Stream.concat(
                        Stream.ofNullable(wish.fromBlock()), Stream.ofNullable(wish.toBlock()))
                    .filter(coverage::hasGapAt)
                    .findFirst()
                    .map(ReplayController::inGap)
                    .orElseGet(Mono::empty));
  }

  private static Mono<Void> inGap(long height) {
    return Mono.error(
        new Rejection(
            ErrorCode.BLOCK_IN_GAP,
            "The rail never took in block " + height + ". Its coverage names the gaps."));
  }

  private static Rejection malformed(String message) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, message);
  }

  private static Set<Projection> projections(@Nullable List<String> names) {
    EnumSet<Projection> named = EnumSet.noneOf(Projection.class);
    if (names != null) {
      names.forEach(name -> named.add(projection(name)));
    }
    return named;
  }

  private static Projection projection(@Nullable String name) {
    return Arrays.stream(Projection.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(() -> malformed("There is no such view to replay."));
  }
}
