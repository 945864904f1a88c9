package io.holdfast.gateway.rail;

import io.holdfast.api.money.Assets;
import io.holdfast.api.query.Find.FindRails;
import io.holdfast.api.query.RailCoverage;
import io.holdfast.api.query.RailView;
import io.holdfast.api.rail.Rails;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What this ledger keeps, and how the chains behind it are doing. */
@RestController
@Tag(name = "Rails", description = "Assets, and the chains on which they come and go.")
class RailController {
  private final Queries queries;
  private final Assets assets;
  private final Rails rails;
  private final PolicySettings policy;

  RailController(Queries queries, Assets assets, Rails rails, PolicySettings policy) {
    this.queries = queries;
    this.assets = assets;
    this.rails = rails;
    this.policy = policy;
  }

  @GetMapping("/api/assets")
  @Operation(
      summary = "Assets this ledger keeps",
      description =
          "Scale: decimal places. With the terms on which the asset goes out. Errors:"
              + " LOG_UNAVAILABLE, INDEX_NOT_REACHED.")
  Mono<List<AssetView>> assets(Ask ask) {
    return queries
        .withdrawalPolicies(ask.waitForIndex())
        .map(
            set ->
                assets.all().stream()
                    .map(asset -> AssetView.of(asset, rails, policy, set))
                    .toList());
  }

  @GetMapping("/api/rails")
  @Operation(
      summary = "Rails, and where they stand",
      description = "Errors: CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<RailView>>> list(
      Ask ask,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindRails(ask.scope(), null, Answers.page(after, limit), ask.waitForIndex()),
            RailView.class)
        .map(Answers::rows);
  }

  @GetMapping("/api/rails/{rail}")
  @Operation(summary = "One rail", description = "Errors: UNKNOWN_RAIL, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<RailView>> get(Ask ask, @PathVariable String rail) {
    return queries.rail(ask, rail, ask.waitForIndex()).map(Answers::row);
  }

  @GetMapping("/api/rails/{rail}/coverage")
  @Operation(
      summary = "What of its chain a rail has stored without a break",
      description =
          "A certificate, made anew from the stored blocks: each block's parent hash is compared"
              + " with the block below it. Errors: FORBIDDEN, UNKNOWN_RAIL.")
  Mono<RailCoverage> coverage(@PathVariable String rail) {
    return queries.coverage(Fields.rail(rail));
  }
}
