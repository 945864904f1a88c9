package io.holdfast.gateway.integration;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.DepositView;
import io.holdfast.api.query.Find.FindDepositRequests;
import io.holdfast.api.query.Find.FindDeposits;
import io.holdfast.api.query.Find.FindWithdrawals;
import io.holdfast.api.query.FindByTransaction;
import io.holdfast.api.query.WithdrawalView;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.gateway.account.OwnAccounts;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.integration.TransactionView.Found;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deposits and withdrawals for programs that know one kind of thing, a transaction, and follow it
 * by its id. They are started by the same commands as everywhere.
 */
@RestController
@Tag(name = "Integration", description = "The system as a whole; deposits and withdrawals by rail.")
class TransactionController {
  private static final String BITCOIN = "bitcoin";
  private static final Duration VALIDITY = Duration.ofHours(24);

  private final Commands commands;
  private final Queries queries;
  private final OwnAccounts own;
  private final Assets assets;

  TransactionController(Commands commands, Queries queries, OwnAccounts own, Assets assets) {
    this.commands = commands;
    this.queries = queries;
    this.own = own;
    this.assets = assets;
  }

  /** What is to be paid in, within a day. */
  record BitcoinDeposit(
      @Schema(example = "account:alice-main") @Nullable String accountId,
      @Schema(example = "1500000", description = "Satoshi; left out for any amount.")
          @Nullable String amount) {}

  /** What is to be paid out, beside the fee. */
  record TokenWithdrawal(
      @Schema(example = "account:alice-main") @Nullable String accountId,
      @Schema(example = "BTC") @Nullable String asset,
      @Schema(example = "200000", description = "Whole minor units.") @Nullable String amount,
      @Schema(example = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080")
          @Nullable String destination) {}

  @PostMapping("/api/integration/bitcoin-deposit")
  @Operation(
      summary = "Start a deposit of bitcoin",
      description =
          "Answers with its transactionId and, in the details, the address to pay to. Errors:"
              + " AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE,"
              + " MALFORMED_ID, NOT_FOUND, FORBIDDEN, UNKNOWN_ASSET, RAIL_UNAVAILABLE,"
              + " INDEX_NOT_REACHED.")
  Mono<ResponseEntity<TransactionView>> deposit(Ask ask, @RequestBody BitcoinDeposit request) {
    Asset bitcoin = bitcoin();
    AccountId account = OwnAccounts.guarded(request.accountId());
    DepositRequestId id = new DepositRequestId(ask.newId(DepositRequestId.PREFIX));
    Money expected = request.amount() == null ? null : Money.positive(bitcoin, request.amount());
    return start(
        ask,
        account,
        new RequestDeposit(id, account, bitcoin.code(), expected, VALIDITY),
        id.value());
  }

  @PostMapping("/api/integration/token-withdrawal")
  @Operation(
      summary = "Start a withdrawal",
      description =
          "Of any asset, over its rail. Answers with its transactionId. Errors: UNKNOWN_ASSET,"
              + " AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE,"
              + " ADDRESS_MALFORMED, ADDRESS_WRONG_NETWORK, ADDRESS_IS_OURS, BELOW_MINIMUM,"
              + " INSUFFICIENT_FUNDS, LIMIT_PER_WITHDRAWAL_EXCEEDED, LIMIT_PER_DAY_EXCEEDED,"
              + " DESTINATION_NOT_ALLOWED, MALFORMED_ID, NOT_FOUND, FORBIDDEN, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<TransactionView>> withdraw(Ask ask, @RequestBody TokenWithdrawal request) {
    AccountId account = OwnAccounts.guarded(request.accountId());
    WithdrawalId id = new WithdrawalId(ask.newId(WithdrawalId.PREFIX));
    Money amount = Money.positive(assets.require(request.asset()), request.amount());
    String destination = Fields.address(request.destination());
    return start(
        ask,
        account,
        new RequestWithdrawal(id, account, amount, destination, ask.caller().userId()),
        id.value());
  }

  @GetMapping("/api/integration/transactions/{id}")
  @Operation(
      summary = "What became of it",
      description =
          "By our transactionId (a deposit request, a deposit, a withdrawal), or by the chain's"
              + " transaction hash, which may carry several. Errors: MALFORMED_ID,"
              + " MALFORMED_REQUEST, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Found>> get(Ask ask, @PathVariable String id) {
    return (id.contains(":") ? one(ask, id, ask.waitForIndex()).flux() : carriedBy(ask, id))
        .collectList()
        .map(found -> ResponseEntity.ok(new Found(required(found))));
  }

  private Mono<ResponseEntity<TransactionView>> start(
      Ask ask, AccountId account, Object wish, String id) {
    return own.require(ask, account.value())
        .then(commands.send(ask, wish))
        .flatMap(
            done ->
                one(ask, id, done.logIndex())
                    .map(view -> Answers.at(HttpStatus.CREATED, done.logIndex()).body(view)));
  }

  private Flux<TransactionView> carriedBy(Ask ask, String hash) {
    return queries
        .carriedBy(new FindByTransaction(ask.scope(), Fields.transaction(hash)))
        .flatMapIterable(carried -> carried.ids())
        .concatMap(id -> one(ask, id, 0));
  }

  private Mono<TransactionView> one(Ask ask, String id, long minLogIndex) {
    if (id.startsWith(WithdrawalId.PREFIX)) {
      String key = new WithdrawalId(id).value();
      return queries
          .one(
              new FindWithdrawals(ask.scope(), key, null, Answers.single(), minLogIndex),
              WithdrawalView.class)
          .map(page -> TransactionView.of(page.items().getFirst()));
    }
    if (id.startsWith(DepositRequestId.PREFIX)) {
      String key = new DepositRequestId(id).value();
      return queries
          .one(
              new FindDepositRequests(ask.scope(), key, Answers.single(), minLogIndex),
              DepositRequestView.class)
          .map(page -> TransactionView.of(page.items().getFirst()));
    }
    String key = new DepositId(id).value();
    return queries
        .one(
            new FindDeposits(ask.scope(), key, null, Answers.single(), minLogIndex),
            DepositView.class)
        .map(page -> TransactionView.of(page.items().getFirst()));
  }

  private Asset bitcoin() {
    return assets.all().stream()
        .filter(asset -> asset.rail().equals(BITCOIN))
        .findFirst()
        .orElseThrow(() -> new Rejection(ErrorCode.UNKNOWN_ASSET, "This ledger keeps no bitcoin."));
  }

  private static List<TransactionView> required(List<TransactionView> found) {
    if (found.isEmpty()) {
      throw new Rejection(ErrorCode.NOT_FOUND, "No transaction of this id is known.");
    }
    return found;
  }
}
