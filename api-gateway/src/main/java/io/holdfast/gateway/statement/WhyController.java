package io.holdfast.gateway.statement;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.money.Assets;
import io.holdfast.api.statement.FindPostings;
import io.holdfast.api.statement.FindReason;
import io.holdfast.api.statement.Moment;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.Reason;
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

/** What a balance is made of, and why. */
@RestController
@RequestMapping("/api/accounts/{accountId}/why")
@Tag(name = "As of", description = "What stood at a time, an index of the log, or a block.")
class WhyController {
  private final Queries queries;
  private final Assets assets;

  WhyController(Queries queries, Assets assets) {
    this.queries = queries;
    this.assets = assets;
  }

  /**
   * What a balance is made of.
   *
   * @param posted the balance at the moment
   */
  record Why(
      Moment moment,
      String accountId,
      String asset,
      String posted,
      List<Posting> items,
      @Nullable String next) {}

  @GetMapping
  @Operation(
      summary = "The postings that make up a balance, newest first",
      description =
          "As of a moment, or now; as they were told then. Errors: UNKNOWN_ASSET, NOT_FOUND,"
              + " MALFORMED_REQUEST, MALFORMED_ID, CURSOR_MALFORMED, MOMENT_AHEAD, UNKNOWN_RAIL,"
              + " BLOCK_BELOW_START, BLOCK_ABOVE_CURSOR, BLOCK_IN_GAP, BLOCK_ORPHANED,"
              + " INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Why>> list(
      Ask ask,
      @PathVariable String accountId,
      @RequestParam(required = false) @Nullable String asset,
      @ParameterObject AsOfWish asOf,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    AccountId id = new AccountId(accountId);
    String code = assets.require(asset).code();
    return queries
        .postings(
            new FindPostings(
                ask.scope(),
                id.value(),
                code,
                0,
                asOf.toAsOf(),
                false,
                Answers.page(after, limit),
                ask.waitForIndex()))
        .map(
            found ->
                Answers.at(HttpStatus.OK, found.reflectedIndex())
                    .body(
                        new Why(
                            found.moment(),
                            id.value(),
                            code,
                            found.posted(),
                            found.items(),
                            found.next())));
  }

  @GetMapping("/{entryId}")
  @Operation(
      summary = "Why a balance changed by one entry",
      description =
          "The entry, the event that booked it, what it refers to with all that happened to it, who"
              + " agreed, and the block, transaction, receipt or contract's record; only what the"
              + " log says. A customer sees nothing of others that their journal does not show."
              + " Errors: UNKNOWN_ASSET, NOT_FOUND, MALFORMED_ID, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Reason>> one(
      Ask ask,
      @PathVariable String accountId,
      @PathVariable String entryId,
      @RequestParam(required = false) @Nullable String asset) {
    return queries
        .reason(
            new FindReason(
                ask.scope(),
                new AccountId(accountId).value(),
                assets.require(asset).code(),
                new EntryId(entryId).value(),
                ask.waitForIndex()))
        .map(reason -> Answers.at(HttpStatus.OK, reason.reflectedIndex()).body(reason));
  }
}
