package io.holdfast.gateway.integration;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.policy.SetWithdrawalPolicy;
import io.holdfast.api.query.WithdrawalPolicies;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Settings that change while the ledger runs. Each change is an event, with who made it. */
@RestController
@Tag(name = "Integration", description = "The system as a whole; deposits and withdrawals by rail.")
class ConfigureController {
  private final Commands commands;
  private final Queries queries;
  private final Assets assets;

  ConfigureController(Commands commands, Queries queries, Assets assets) {
    this.commands = commands;
    this.queries = queries;
    this.assets = assets;
  }

  /** What is to change. */
  record Settings(@Nullable WithdrawalSettings withdrawal) {}

  /** Of one asset; what is left out stays as it is. Amounts in minor units. */
  record WithdrawalSettings(
      @Schema(example = "BTC") @Nullable String asset,
      @Schema(example = "2000") @Nullable String fee,
      @Nullable String minimum,
      @Schema(example = "100000000") @Nullable String maxPerWithdrawal,
      @Schema(description = "In 24 hours, fees included.") @Nullable String maxPerDay,
      @Nullable String approvalThreshold,
      @Schema(example = "2", description = "People, above the threshold: 0 to 10.")
          @Nullable Integer approvals) {
    private boolean isEmpty() {
      return Stream.of(
              fee, minimum, maxPerWithdrawal, maxPerDay, approvalThreshold, (Object) approvals)
          .allMatch(Objects::isNull);
    }
  }

  @PostMapping("/api/integration/configure")
  @Operation(
      summary = "Change what may go out, from now on",
      description =
          "It counts before the configuration, over restarts too; withdrawals under way keep their"
              + " terms. Answers with the policies that were set. Errors: FORBIDDEN, UNKNOWN_ASSET,"
              + " AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE,"
              + " MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<WithdrawalPolicies>> configure(Ask ask, @RequestBody Settings settings) {
    return commands
        .send(ask, wish(settings.withdrawal()))
        .flatMap(
            done ->
                queries
                    .withdrawalPolicies(done.logIndex())
                    .map(set -> Answers.at(HttpStatus.OK, done.logIndex()).body(set)));
  }

  private SetWithdrawalPolicy wish(@Nullable WithdrawalSettings settings) {
    if (settings == null || settings.isEmpty()) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "Say what is to change.");
    }
    Asset asset = assets.require(settings.asset());
    return new SetWithdrawalPolicy(
        asset,
        amount(asset, settings.fee()),
        amount(asset, settings.minimum()),
        amount(asset, settings.maxPerWithdrawal()),
        amount(asset, settings.maxPerDay()),
        amount(asset, settings.approvalThreshold()),
        settings.approvals());
  }

  /** A fee and a threshold may be zero; whether a limit may is for the ledger to say. */
  private static @Nullable BigInteger amount(Asset asset, @Nullable String digits) {
    if (digits == null) {
      return null;
    }
    return digits.equals("0") ? BigInteger.ZERO : Money.positive(asset, digits).minor();
  }
}
