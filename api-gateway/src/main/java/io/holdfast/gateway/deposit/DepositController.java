package io.holdfast.gateway.deposit;

import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.query.DepositView;
import io.holdfast.api.query.Find.FindDeposits;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Payments that came in. */
@RestController
@RequestMapping("/api/deposits")
@Tag(name = "Deposits", description = "Ask for an address, pay to it, watch it being credited.")
class DepositController {
  private final Queries queries;

  DepositController(Queries queries) {
    this.queries = queries;
  }

  @GetMapping
  @Operation(
      summary = "Deposits, newest first",
      description = "Errors: MALFORMED_ID, CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<DepositView>>> list(
      Ask ask,
      @RequestParam(required = false) @Nullable String requestId,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    String request = requestId == null ? null : new DepositRequestId(requestId).value();
    return queries
        .find(
            new FindDeposits(
                ask.scope(), null, request, Answers.page(after, limit), ask.waitForIndex()),
            DepositView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{depositId}")
  @Operation(
      summary = "One deposit",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<DepositView>> get(Ask ask, @PathVariable String depositId) {
    return queries
        .one(
            new FindDeposits(
                ask.scope(),
                new DepositId(depositId).value(),
                null,
                Answers.single(),
                ask.waitForIndex()),
            DepositView.class)
        .map(Answers::row);
  }
}
