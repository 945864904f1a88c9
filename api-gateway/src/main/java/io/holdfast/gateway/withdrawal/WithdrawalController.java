package io.holdfast.gateway.withdrawal;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.Find.FindWithdrawals;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.WithdrawalView;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.RejectWithdrawal;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.gateway.account.OwnAccounts;
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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Paying out, and the second person's word on it. */
@RestController
@RequestMapping("/api/withdrawals")
@Tag(name = "Withdrawals", description = "Pay out to an address; approve, reject, cancel.")
class WithdrawalController {
  private final Commands commands;
  private final Queries queries;
  private final OwnAccounts own;
  private final Assets assets;

  WithdrawalController(Commands commands, Queries queries, OwnAccounts own, Assets assets) {
    this.commands = commands;
    this.queries = queries;
    this.own = own;
    this.assets = assets;
  }

  /** What is to be paid out, beside the fee. */
  record NewWithdrawal(
      @Schema(example = "account:alice-main") @Nullable String accountId,
      @Schema(example = "BTC") @Nullable String asset,
      @Schema(example = "200000", description = "Whole minor units.") @Nullable String amount,
      @Schema(example = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080")
          @Nullable String destination) {}

  /** No content: the path says it all. */
  record Nothing() {}

  /** Why a withdrawal is refused; its owner reads it. */
  record Reason(@Schema(example = "The address is on a list of ours.") @Nullable String reason) {}

  @PostMapping
  @Operation(
      summary = "Pay out",
      description =
          "Amount and fee are held at once. Errors: UNKNOWN_ASSET, AMOUNT_MALFORMED,"
              + " AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE, ADDRESS_MALFORMED,"
              + " ADDRESS_WRONG_NETWORK, ADDRESS_IS_OURS, BELOW_MINIMUM, INSUFFICIENT_FUNDS,"
              + " LIMIT_PER_WITHDRAWAL_EXCEEDED, LIMIT_PER_DAY_EXCEEDED, DESTINATION_NOT_ALLOWED,"
              + " MALFORMED_ID, NOT_FOUND, FORBIDDEN, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<WithdrawalView>> request(Ask ask, @RequestBody NewWithdrawal request) {
    WithdrawalId id = new WithdrawalId(ask.newId(WithdrawalId.PREFIX));
    RequestWithdrawal wish =
        new RequestWithdrawal(
            id,
            OwnAccounts.guarded(request.accountId()),
            Money.positive(assets.require(request.asset()), request.amount()),
            Fields.address(request.destination()),
            ask.caller().userId());
    return own.require(ask, request.accountId()).then(send(ask, id, wish)).map(Answers::created);
  }

  @GetMapping
  @Operation(
      summary = "Withdrawals, newest first",
      description = "Errors: CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<WithdrawalView>>> list(
      Ask ask,
      @Schema(implementation = WithdrawalState.class) @RequestParam(required = false)
          @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindWithdrawals(
                ask.scope(),
                null,
                requireState(state),
                Answers.page(after, limit),
                ask.waitForIndex()),
            WithdrawalView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{withdrawalId}")
  @Operation(
      summary = "One withdrawal",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<WithdrawalView>> get(Ask ask, @PathVariable String withdrawalId) {
    return find(ask, new WithdrawalId(withdrawalId), ask.waitForIndex()).map(Answers::row);
  }

  @PostMapping("/{withdrawalId}/approvals")
  @Operation(
      summary = "Agree, as a second person",
      description =
          "Errors: FORBIDDEN, APPROVER_IS_REQUESTER, WRONG_STATE, MALFORMED_ID, NOT_FOUND.")
  Mono<ResponseEntity<WithdrawalView>> approve(
      Ask ask, @PathVariable String withdrawalId, @RequestBody Nothing nothing) {
    WithdrawalId id = new WithdrawalId(withdrawalId);
    return judge(ask, id, new ApproveWithdrawal(id, ask.caller().userId()));
  }

  @PostMapping("/{withdrawalId}/rejections")
  @Operation(
      summary = "Refuse, as a second person",
      description =
          "What was held is released. Errors: FORBIDDEN, APPROVER_IS_REQUESTER, WRONG_STATE,"
              + " MALFORMED_REQUEST, MALFORMED_ID, NOT_FOUND.")
  Mono<ResponseEntity<WithdrawalView>> reject(
      Ask ask, @PathVariable String withdrawalId, @RequestBody Reason request) {
    WithdrawalId id = new WithdrawalId(withdrawalId);
    return judge(
        ask, id, new RejectWithdrawal(id, ask.caller().userId(), Fields.reason(request.reason())));
  }

  @PostMapping("/{withdrawalId}/cancellations")
  @Operation(
      summary = "Think better of it",
      description =
          "By its owner, as long as nothing is signed. Errors: FORBIDDEN, WRONG_STATE,"
              + " MALFORMED_ID, NOT_FOUND.")
  Mono<ResponseEntity<WithdrawalView>> cancel(
      Ask ask, @PathVariable String withdrawalId, @RequestBody Nothing nothing) {
    WithdrawalId id = new WithdrawalId(withdrawalId);
    String caller = ask.caller().userId();
    return find(ask, id, ask.waitForIndex())
        .doOnNext(page -> requireOwner(page.items().getFirst(), caller))
        .then(send(ask, id, new CancelWithdrawal(id, caller)))
        .map(Answers::row);
  }

  /** Never by the one who asked; the ledger holds the same law, and this tells it sooner. */
  private Mono<ResponseEntity<WithdrawalView>> judge(Ask ask, WithdrawalId id, Object wish) {
    String caller = ask.caller().userId();
    return find(ask, id, ask.waitForIndex())
        .doOnNext(page -> requireSecondPerson(page.items().getFirst(), caller))
        .then(send(ask, id, wish))
        .map(Answers::row);
  }

  private Mono<Page<WithdrawalView>> send(Ask ask, WithdrawalId id, Object wish) {
    return commands.send(ask, wish).flatMap(done -> find(ask, id, done.logIndex()));
  }

  private Mono<Page<WithdrawalView>> find(Ask ask, WithdrawalId id, long minLogIndex) {
    return queries.one(
        new FindWithdrawals(ask.scope(), id.value(), null, Answers.single(), minLogIndex),
        WithdrawalView.class);
  }

  private static void requireSecondPerson(WithdrawalView withdrawal, String caller) {
    if (caller.equals(withdrawal.requestedBy()) || caller.equals(withdrawal.ownerId())) {
      throw new Rejection(
          ErrorCode.APPROVER_IS_REQUESTER, "Somebody else must judge a withdrawal of yours.");
    }
  }

  private static void requireOwner(WithdrawalView withdrawal, String caller) {
    if (!caller.equals(withdrawal.ownerId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only its owner may cancel a withdrawal.");
    }
  }

  private static @Nullable String requireState(@Nullable String state) {
    if (state != null
        && Arrays.stream(WithdrawalState.values()).noneMatch(known -> known.name().equals(state))) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A withdrawal has no such state.");
    }
    return state;
  }
}
