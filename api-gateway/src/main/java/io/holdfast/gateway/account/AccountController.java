package io.holdfast.gateway.account;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AllowDestination;
import io.holdfast.api.account.DisallowDestination;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.Find.FindJournal;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.Scope;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Accounts, their journal, and the addresses to which they may pay out. */
@RestController
@RequestMapping("/api/accounts")
@Tag(name = "Accounts", description = "Balances, journal, and the allow-list of destinations.")
class AccountController {
  private final Commands commands;
  private final Queries queries;
  private final OwnAccounts own;

  AccountController(Commands commands, Queries queries, OwnAccounts own) {
    this.commands = commands;
    this.queries = queries;
    this.own = own;
  }

  /** A new account, for the one who asks. */
  record NewAccount(@Schema(example = "Savings") @Nullable String label) {}

  /** An address on a rail. */
  record Destination(
      @Schema(example = "bitcoin") @Nullable String rail,
      @Schema(example = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080") @Nullable String address) {}

  @GetMapping
  @Operation(
      summary = "Accounts, newest first",
      description =
          "A customer sees their own. Errors: CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<AccountView>>> list(
      Ask ask,
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    Scope scope = owner != null && ask.caller().seesAll() ? Scope.ownedBy(owner) : ask.scope();
    return queries
        .find(
            new FindAccounts(scope, null, Answers.page(after, limit), ask.waitForIndex()),
            AccountView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{accountId}")
  @Operation(summary = "One account", description = "Errors: NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<AccountView>> get(Ask ask, @PathVariable String accountId) {
    return find(ask, new AccountId(accountId), ask.waitForIndex()).map(Answers::row);
  }

  @PostMapping
  @Operation(
      summary = "Open an account",
      description = "Errors: MALFORMED_REQUEST, FORBIDDEN, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<AccountView>> open(Ask ask, @RequestBody NewAccount request) {
    AccountId id = new AccountId(ask.newId(AccountId.GUARDED));
    return commands
        .send(ask, new OpenAccount(id, ask.caller().userId(), Fields.label(request.label())))
        .flatMap(done -> find(ask, id, done.logIndex()))
        .map(Answers::created);
  }

  @GetMapping("/{accountId}/journal")
  @Operation(
      summary = "What moved on an account, newest first",
      description = "Errors: NOT_FOUND, CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<JournalLineView>>> journal(
      Ask ask,
      @PathVariable String accountId,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    AccountId id = new AccountId(accountId);
    FindJournal query =
        new FindJournal(ask.scope(), id.value(), Answers.page(after, limit), ask.waitForIndex());
    return find(ask, id, ask.waitForIndex())
        .then(queries.find(query, JournalLineView.class))
        .map(Answers::rows);
  }

  @PostMapping("/{accountId}/destinations")
  @Operation(
      summary = "Allow an address",
      description =
          "Once an account has a destination on a rail, it pays to nothing else there. Errors:"
              + " UNKNOWN_RAIL, ADDRESS_MALFORMED, ADDRESS_WRONG_NETWORK, ADDRESS_IS_OURS,"
              + " TOO_MANY_DESTINATIONS, NOT_FOUND, FORBIDDEN.")
  Mono<ResponseEntity<AccountView>> allow(
      Ask ask, @PathVariable String accountId, @RequestBody Destination request) {
    String rail = Fields.rail(request.rail());
    String address = Fields.address(request.address());
    return own.require(ask, accountId)
        .flatMap(
            id ->
                commands
                    .send(ask, new AllowDestination(id, rail, address))
                    .flatMap(done -> find(ask, id, done.logIndex())))
        .map(Answers::created);
  }

  @DeleteMapping("/{accountId}/destinations/{rail}/{address}")
  @Operation(
      summary = "Take an address off the list",
      description = "Errors: UNKNOWN_RAIL, NOT_FOUND, FORBIDDEN.")
  Mono<ResponseEntity<Void>> disallow(
      Ask ask,
      @PathVariable String accountId,
      @PathVariable String rail,
      @PathVariable String address) {
    DisallowDestination wish =
        new DisallowDestination(
            OwnAccounts.guarded(accountId), Fields.rail(rail), Fields.address(address));
    return own.require(ask, accountId)
        .then(commands.send(ask, wish))
        .map(done -> Answers.at(HttpStatus.NO_CONTENT, done.logIndex()).build());
  }

  private Mono<Page<AccountView>> find(Ask ask, AccountId id, long minLogIndex) {
    return queries.one(
        new FindAccounts(ask.scope(), id.value(), Answers.single(), minLogIndex),
        AccountView.class);
  }
}
