package io.holdfast.gateway.rail;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.RailFork;
import io.holdfast.api.query.RailView;
import io.holdfast.api.rail.DecideFreeze;
import io.holdfast.api.rail.FreezeDecision;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an administrator decides about a rail that froze. */
@RestController
@Tag(name = "Rails")
class FreezeController {
  /** Of whatever chain: hexadecimal, or in another alphabet of letters and digits. */
  private static final Pattern HASH = Pattern.compile("[0-9A-Za-z_-]{1,128}");

  private final Commands commands;
  private final Queries queries;

  FreezeController(Commands commands, Queries queries) {
    this.commands = commands;
    this.queries = queries;
  }

  /**
   * The decision, and why; it stands in the log for ever.
   *
   * @param branch hash of the other branch's first block ({@code theirs}), as it was shown
   */
  record Decision(
      @Schema(implementation = FreezeDecision.class) @Nullable String decision,
      @Nullable String branch,
      @Schema(example = "All nodes we know follow the other branch.") @Nullable String reason) {}

  @GetMapping("/api/rails/{rail}/fork")
  @Operation(
      summary = "Where a frozen rail's node leaves our chain",
      description =
          "The last block that both have, the first that differs, and how many of ours would be"
              + " taken back. Errors: FORBIDDEN, UNKNOWN_RAIL, NOT_FOUND (nothing to decide).")
  Mono<RailFork> fork(@PathVariable String rail) {
    return queries.fork(Fields.rail(rail));
  }

  @PostMapping("/api/admin/rails/{rail}/decisions")
  @Operation(
      summary = "Decide about a frozen rail",
      description =
          "ACCEPT_BRANCH: our blocks are taken back past finality, to where our chain and the"
              + " node's meet; deposits in them are reversed. The branch is named by its first"
              + " block, so that nobody decides about another one than was shown. Waiting needs no"
              + " decision. Errors: FORBIDDEN, ALREADY_DECIDED, WRONG_STATE (not frozen, nothing to"
              + " decide, or another branch by now), MALFORMED_REQUEST, UNKNOWN_RAIL.")
  Mono<ResponseEntity<RailView>> decide(
      Ask ask, @PathVariable String rail, @RequestBody Decision request) {
    DecideFreeze wish =
        new DecideFreeze(
            Fields.rail(rail),
            decision(request.decision()),
            branch(request.branch()),
            Fields.reason(request.reason()),
            ask.caller().userId());
    return queries
        .rail(ask, rail, ask.waitForIndex())
        .then(commands.send(ask, wish))
        .flatMap(done -> queries.rail(ask, rail, done.logIndex()))
        .map(Answers::row);
  }

  private static String branch(@Nullable String hash) {
    if (hash == null || !HASH.matcher(hash).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "branch must be the hash of the other branch's block.");
    }
    return hash;
  }

  private static FreezeDecision decision(@Nullable String name) {
    return Arrays.stream(FreezeDecision.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Rejection(ErrorCode.MALFORMED_REQUEST, "There is no such decision."));
  }
}
