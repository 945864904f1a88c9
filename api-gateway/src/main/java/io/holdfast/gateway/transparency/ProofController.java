package io.holdfast.gateway.transparency;

import io.holdfast.api.transparency.ConsistencyProof;
import io.holdfast.api.transparency.FindConsistency;
import io.holdfast.api.transparency.FindInclusion;
import io.holdfast.api.transparency.InclusionProof;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Proofs: that an event is in a tree, and that a tree begins with an earlier one. */
@RestController
@RequestMapping("/api/transparency")
@Tag(name = "Transparency")
class ProofController {
  private final Queries queries;

  ProofController(Queries queries) {
    this.queries = queries;
  }

  @GetMapping("/inclusion")
  @Operation(
      summary = "That an event is in the log",
      description =
          "The way from the event's hash to the root (RFC 9162, 2.1.3). Errors: FORBIDDEN,"
              + " TREE_SIZE_OUT_OF_RANGE, EVENT_NOT_IN_TREE, MALFORMED_REQUEST, LOG_NOT_SEALED.")
  Mono<InclusionProof> inclusion(
      @Schema(description = "Which event, counted from 1.") @RequestParam long logIndex,
      @Schema(description = "In the tree of so many events; without it, of all.")
          @RequestParam(defaultValue = "0")
          long size) {
    return queries.answer(new FindInclusion(logIndex, size), InclusionProof.class);
  }

  @GetMapping("/consistency")
  @SecurityRequirements
  @Operation(
      summary = "That nothing of an earlier tree was changed",
      description =
          "What leads from both roots to each other (RFC 9162, 2.1.4). Errors:"
              + " TREE_SIZE_OUT_OF_RANGE, MALFORMED_REQUEST, LOG_NOT_SEALED.")
  Mono<ConsistencyProof> consistency(
      @Schema(description = "The size of the earlier tree.") @RequestParam long from,
      @Schema(description = "Of the later one; without it, of the tree as it is.")
          @RequestParam(defaultValue = "0")
          long size) {
    return queries.answer(new FindConsistency(from, size), ConsistencyProof.class);
  }
}
