package io.holdfast.gateway.statement;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.LedgerTotals.Total;
import io.holdfast.api.query.Scope;
import io.holdfast.api.statement.AccountAsOf;
import io.holdfast.api.statement.AccountAsOf.BalanceAsOf;
import io.holdfast.api.statement.BalancesAsOf;
import io.holdfast.api.statement.FindBalancesAsOf;
import io.holdfast.api.statement.FindTotalsAsOf;
import io.holdfast.api.statement.Moment;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Balances as of a moment. */
@RestController
@RequestMapping("/api")
@Tag(name = "As of", description = "What stood at a time, an index of the log, or a block.")
class BalancesController {
  private final Queries queries;

  BalancesController(Queries queries) {
    this.queries = queries;
  }

  /**
   * One account at a moment.
   *
   * @param moment as it was understood
   */
  record AccountThen(
      Moment moment, String accountId, @Nullable String ownerId, List<BalanceAsOf> balances) {}

  /** Accounts at a moment. */
  record AccountsThen(Moment moment, List<AccountAsOf> items, @Nullable String next) {}

  /** The ledger's sums at a moment. */
  record TotalsThen(Moment moment, List<Total> totals) {}

  @GetMapping("/accounts/{accountId}/balances")
  @Operation(
      summary = "What an account had at a moment",
      description =
          "With the first and last event that ever changed each balance, for those who look over"
              + " time. Errors: NOT_FOUND, MALFORMED_REQUEST, MALFORMED_ID, MOMENT_AHEAD,"
              + " UNKNOWN_RAIL, BLOCK_BELOW_START, BLOCK_ABOVE_CURSOR, BLOCK_IN_GAP,"
              + " BLOCK_ORPHANED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<AccountThen>> ofAccount(
      Ask ask, @PathVariable String accountId, @ParameterObject AsOfWish asOf) {
    AccountId id = new AccountId(accountId);
    return queries
        .balancesAsOf(
            new FindBalancesAsOf(
                ask.scope(), id.value(), asOf.toAsOf(), Answers.single(), ask.waitForIndex()))
        .map(BalancesController::only);
  }

  private static ResponseEntity<AccountThen> only(BalancesAsOf found) {
    if (found.items().isEmpty()) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
    }
    AccountAsOf account = found.items().getFirst();
    return Answers.at(HttpStatus.OK, found.reflectedIndex())
        .body(
            new AccountThen(
                found.moment(), account.accountId(), account.ownerId(), account.balances()));
  }

  @GetMapping("/balances")
  @Operation(
      summary = "What all of an owner's accounts had at a moment, newest account first",
      description =
          "A customer sees their own; staff names an owner, or sees everybody's. Errors:"
              + " CURSOR_MALFORMED, MALFORMED_REQUEST, MOMENT_AHEAD, UNKNOWN_RAIL,"
              + " BLOCK_BELOW_START, BLOCK_ABOVE_CURSOR, BLOCK_IN_GAP, BLOCK_ORPHANED, NOT_FOUND,"
              + " INDEX_NOT_REACHED.")
  Mono<ResponseEntity<AccountsThen>> ofOwner(
      Ask ask,
      @ParameterObject AsOfWish asOf,
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    Scope scope = owner != null && ask.caller().seesAll() ? Scope.ownedBy(owner) : ask.scope();
    return queries
        .balancesAsOf(
            new FindBalancesAsOf(
                scope, null, asOf.toAsOf(), Answers.page(after, limit), ask.waitForIndex()))
        .map(
            found ->
                Answers.at(HttpStatus.OK, found.reflectedIndex())
                    .body(new AccountsThen(found.moment(), found.items(), found.next())));
  }

  @GetMapping("/totals")
  @Operation(
      summary = "The ledger's sums at a moment",
      description =
          "Over all accounts of people together, and over each boundary account. Errors:"
              + " MALFORMED_REQUEST, MOMENT_AHEAD, UNKNOWN_RAIL, BLOCK_BELOW_START,"
              + " BLOCK_ABOVE_CURSOR, BLOCK_IN_GAP, BLOCK_ORPHANED, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<TotalsThen>> totals(Ask ask, @ParameterObject AsOfWish asOf) {
    return queries
        .totalsAsOf(new FindTotalsAsOf(asOf.toAsOf(), ask.waitForIndex()))
        .map(
            found ->
                Answers.at(HttpStatus.OK, found.reflectedIndex())
                    .body(new TotalsThen(found.moment(), found.totals())));
  }
}
