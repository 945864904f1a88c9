package io.holdfast.gateway.reconciliation;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.query.Find.FindReconciliationCases;
import io.holdfast.api.query.Find.FindReconciliations;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.query.ReconciliationView;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.CaseState;
import io.holdfast.api.reconciliation.ExplainCase;
import io.holdfast.api.reconciliation.RequestComparison;
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

/** What the chains say we hold, against what the ledger says we owe. */
@RestController
@RequestMapping("/api/reconciliation")
@Tag(name = "Reconciliation", description = "Chain against ledger, and the differences.")
class ReconciliationController {
  private final Commands commands;
  private final Queries queries;
  private final Assets assets;

  ReconciliationController(Commands commands, Queries queries, Assets assets) {
    this.commands = commands;
    this.queries = queries;
    this.assets = assets;
  }

  /** What is to be compared. */
  record Run(@Schema(example = "BTC") @Nullable String asset) {}

  /** Why a difference is as it is; whoever looks into it later reads it. */
  record Explanation(
      @Schema(example = "Sent by hand for the audit of May.") @Nullable String reason) {}

  @GetMapping
  @Operation(
      summary = "Chain and ledger beside each other, per rail and asset",
      description =
          "ledgerOwes and the lines make chainHolds, but for what is unexplained, which should be"
              + " 0. Errors: CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<ReconciliationView>>> list(
      Ask ask,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindReconciliations(
                ask.scope(), null, null, Answers.page(after, limit), ask.waitForIndex()),
            ReconciliationView.class)
        .map(Answers::rows);
  }

  @GetMapping("/cases")
  @Operation(
      summary = "Differences between chain and books, newest first",
      description = "Errors: CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<ReconciliationCaseView>>> cases(
      Ask ask,
      @Schema(implementation = CaseState.class) @RequestParam(required = false)
          @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindReconciliationCases(
                ask.scope(),
                null,
                requireState(state),
                Answers.page(after, limit),
                ask.waitForIndex()),
            ReconciliationCaseView.class)
        .map(Answers::rows);
  }

  @GetMapping("/cases/{caseId}")
  @Operation(
      summary = "One difference, with its evidence",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ReconciliationCaseView>> get(Ask ask, @PathVariable String caseId) {
    return find(ask, new CaseId(caseId), ask.waitForIndex()).map(Answers::row);
  }

  @PostMapping("/runs")
  @Operation(
      summary = "Compare now",
      description =
          "The rail does it as soon as chain and ledger can be compared; until then"
              + " requestedAtMillis stands, and postponed says why. Errors: FORBIDDEN,"
              + " UNKNOWN_ASSET, UNKNOWN_RAIL, RAIL_NOT_COMPARED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ReconciliationView>> run(Ask ask, @RequestBody Run request) {
    Asset asset = assets.require(request.asset());
    RequestComparison wish =
        new RequestComparison(asset.rail(), asset.code(), ask.newId(""), ask.caller().userId());
    return commands
        .send(ask, wish)
        .flatMap(done -> find(ask, asset, done.logIndex()))
        .map(
            page -> Answers.at(HttpStatus.ACCEPTED, page.logIndex()).body(page.items().getFirst()));
  }

  @PostMapping("/cases/{caseId}/explanations")
  @Operation(
      summary = "Say why it differs",
      description =
          "The difference stays, and closes by itself when it is gone. Errors: FORBIDDEN,"
              + " MALFORMED_REQUEST, MALFORMED_ID, NOT_FOUND, WRONG_STATE,"
              + " ALREADY_EXISTS_DIFFERENT, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<ReconciliationCaseView>> explain(
      Ask ask, @PathVariable String caseId, @RequestBody Explanation request) {
    CaseId id = new CaseId(caseId);
    ExplainCase wish = new ExplainCase(id, ask.caller().userId(), Fields.reason(request.reason()));
    return commands
        .send(ask, wish)
        .flatMap(done -> find(ask, id, done.logIndex()))
        .map(Answers::row);
  }

  private Mono<Page<ReconciliationView>> find(Ask ask, Asset asset, long minLogIndex) {
    return queries.one(
        new FindReconciliations(
            ask.scope(), asset.rail(), asset.code(), Answers.single(), minLogIndex),
        ReconciliationView.class);
  }

  private Mono<Page<ReconciliationCaseView>> find(Ask ask, CaseId id, long minLogIndex) {
    return queries.one(
        new FindReconciliationCases(ask.scope(), id.value(), null, Answers.single(), minLogIndex),
        ReconciliationCaseView.class);
  }

  private static @Nullable String requireState(@Nullable String state) {
    if (state != null
        && Arrays.stream(CaseState.values()).noneMatch(known -> known.name().equals(state))) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A case has no such state.");
    }
    return state;
  }
}
