package io.holdfast.gateway.solvency;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.solvency.FindSolvencyProof;
import io.holdfast.api.solvency.FindSolvencyReports;
import io.holdfast.api.solvency.RequestSolvencyReport;
import io.holdfast.api.solvency.SolvencyProofs;
import io.holdfast.api.solvency.SolvencyReportId;
import io.holdfast.api.solvency.SolvencyReportsFound;
import io.holdfast.api.solvency.SolvencyReportsFound.Found;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What we owe, provable by everybody for themselves, beside what chains say that we hold. */
@RestController
@RequestMapping("/api")
@Tag(name = "Solvency", description = "Liabilities that everybody can check, and reserves.")
class SolvencyController {
  private final Commands commands;
  private final Queries queries;

  SolvencyController(Commands commands, Queries queries) {
    this.commands = commands;
    this.queries = queries;
  }

  /** A report that was asked for. */
  record Requested(String reportId) {}

  /** Reports, newest first. */
  record Reports(List<Found> items) {}

  @GetMapping("/solvency/reports")
  @Operation(summary = "The newest reports", description = "A hundred at most.")
  Mono<Reports> list() {
    return queries
        .solvencyReports(new FindSolvencyReports(null))
        .map(found -> new Reports(found.reports()));
  }

  @GetMapping("/solvency/reports/{reportId}")
  @Operation(summary = "One report", description = "Errors: MALFORMED_ID, NOT_FOUND.")
  Mono<Found> get(@PathVariable String reportId) {
    return queries
        .solvencyReports(new FindSolvencyReports(new SolvencyReportId(reportId)))
        .map(SolvencyController::only);
  }

  private static Found only(SolvencyReportsFound found) {
    if (found.reports().isEmpty()) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
    }
    return found.reports().getFirst();
  }

  @GetMapping("/accounts/{accountId}/solvency-proofs")
  @Operation(
      summary = "That what an account was owed stands in a report",
      description =
          "One proof for each asset, in the newest report that can be proven where none is named;"
              + " docs/guides/solvency.md tells how to check it by hand. Errors: MALFORMED_ID,"
              + " NOT_FOUND where the account was owed nothing, or the report's trees are no longer"
              + " kept.")
  Mono<SolvencyProofs> proofs(
      Ask ask,
      @PathVariable String accountId,
      @RequestParam(required = false) @Nullable String reportId) {
    return queries
        .solvencyProofs(
            new FindSolvencyProof(
                ask.scope(),
                reportId == null ? null : new SolvencyReportId(reportId),
                new AccountId(accountId)))
        .map(SolvencyController::some);
  }

  private static SolvencyProofs some(SolvencyProofs found) {
    if (found.proofs().isEmpty()) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no proof of this account in the report.");
    }
    return found;
  }

  @PostMapping("/solvency/reports")
  @Operation(
      summary = "Ask for a report now",
      description = "It is there within moments. Errors: FORBIDDEN.")
  Mono<ResponseEntity<Requested>> request(Ask ask) {
    SolvencyReportId id = new SolvencyReportId(ask.newId(SolvencyReportId.PREFIX));
    return commands
        .send(ask, new RequestSolvencyReport(id, ask.caller().userId()))
        .map(
            done ->
                Answers.at(HttpStatus.ACCEPTED, done.logIndex()).body(new Requested(id.value())));
  }
}
