package io.holdfast.gateway.withdrawal;

import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.Find.FindWithdrawals;
import io.holdfast.api.query.WithdrawalView;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.gateway.account.OwnAccounts;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** New tokens. By staff, for anybody's account, and never by one person alone. */
@RestController
@Tag(name = "Withdrawals")
class MintController {
  private final Commands commands;
  private final Queries queries;
  private final Assets assets;

  MintController(Commands commands, Queries queries, Assets assets) {
    this.commands = commands;
    this.queries = queries;
    this.assets = assets;
  }

  /** What is to be made, and for whom. */
  record NewMint(
      @Schema(example = "account:alice-main") @Nullable String accountId,
      @Schema(example = "USDC") @Nullable String asset,
      @Schema(example = "200000", description = "Whole minor units.") @Nullable String amount) {}

  @PostMapping("/api/mints")
  @Operation(
      summary = "Have new tokens made",
      description =
          "Answers with a withdrawal whose destination is mint: a second person approves or rejects"
              + " it as one. Errors: UNKNOWN_ASSET, AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE,"
              + " AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE, BELOW_MINIMUM,"
              + " LIMIT_PER_WITHDRAWAL_EXCEEDED, LIMIT_PER_DAY_EXCEEDED, MALFORMED_ID, NOT_FOUND,"
              + " FORBIDDEN, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<WithdrawalView>> mint(Ask ask, @RequestBody NewMint request) {
    WithdrawalId id = new WithdrawalId(ask.newId(WithdrawalId.PREFIX));
    RequestMint wish =
        new RequestMint(
            id,
            OwnAccounts.guarded(request.accountId()),
            Money.positive(assets.require(request.asset()), request.amount()),
            ask.caller().userId());
    return commands
        .send(ask, wish)
        .flatMap(
            done ->
                queries.one(
                    new FindWithdrawals(
                        ask.scope(), id.value(), null, Answers.single(), done.logIndex()),
                    WithdrawalView.class))
        .map(Answers::created);
  }
}
