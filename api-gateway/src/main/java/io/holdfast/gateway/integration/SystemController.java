package io.holdfast.gateway.integration;

import io.holdfast.api.money.Assets;
import io.holdfast.api.query.Contracts;
import io.holdfast.api.query.LedgerTotals;
import io.holdfast.api.query.Progress;
import io.holdfast.api.query.RailFigures;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is owed, what is there, and how the rails get on. */
@RestController
@Tag(name = "Integration", description = "The system as a whole; deposits and withdrawals by rail.")
class SystemController {
  private final Queries queries;
  private final RailMonitor monitor;
  private final Assets assets;

  SystemController(Queries queries, RailMonitor monitor, Assets assets) {
    this.queries = queries;
    this.monitor = monitor;
    this.assets = assets;
  }

  /** The whole of it on one page. */
  record Overview(
      List<AssetPosition> assets, List<RailStatus> rails, List<Contracts.Known> contracts) {}

  /**
   * Progress of everything that moves.
   *
   * @param lagEvents how many events the read model is behind
   */
  record Status(long logIndex, long lagEvents, List<RailStatus> rails) {}

  @GetMapping("/api/integration/system-overview")
  @Operation(
      summary = "Liabilities against reserves, the rails, and their contracts",
      description =
          "By asset: what the accounts have, what the ledger received, what it had made, and what"
              + " the rail says it holds on its chain. By contract that a rail watches: its events"
              + " that stand, and the block of the last one. Errors: FORBIDDEN, LOG_UNAVAILABLE.")
  Mono<ResponseEntity<Overview>> overview() {
    return Mono.zip(
            queries.ledgerTotals(), queries.railFigures(), monitor.now(), queries.contracts())
        .map(all -> overview(all.getT1(), all.getT2(), all.getT3(), all.getT4()));
  }

  @GetMapping("/api/integration/status")
  @Operation(
      summary = "Health and progress of every rail",
      description =
          "Head, finalized height, cursor, lag in blocks and seconds, what is parked, and blocks a"
              + " second over the last minute. Errors: FORBIDDEN, LOG_UNAVAILABLE.")
  Mono<ResponseEntity<Status>> status() {
    return queries.progress().zipWith(monitor.now(), SystemController::status);
  }

  private ResponseEntity<Overview> overview(
      LedgerTotals ledger, RailFigures figures, List<RailStatus> rails, Contracts contracts) {
    List<AssetPosition> positions =
        assets.all().stream().map(asset -> AssetPosition.of(asset, ledger, figures)).toList();
    return Answers.at(HttpStatus.OK, ledger.logIndex())
        .body(new Overview(positions, rails, contracts.items()));
  }

  private static ResponseEntity<Status> status(Progress progress, List<RailStatus> rails) {
    return Answers.at(HttpStatus.OK, progress.logIndex())
        .body(new Status(progress.logIndex(), progress.lagEvents(), rails));
  }
}
