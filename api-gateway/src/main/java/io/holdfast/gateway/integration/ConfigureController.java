package io.holdfast.gateway.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.policy.SetWithdrawalPolicy;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.WithdrawalPolicies.Terms;
import io.holdfast.api.rail.PauseRail;
import io.holdfast.api.rail.RailCommand;
import io.holdfast.api.rail.ResumeRail;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.util.List;
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

  /** What is to change: one of them at a time, so that it is done or refused as a whole. */
  record Settings(@Nullable WithdrawalSettings withdrawal, @Nullable RailSettings rail) {}

  /** Whether a rail is to stand still, and why; everybody who is signed in may read the reason. */
  record RailSettings(
      @Schema(example = "bitcoin") @Nullable String rail,
      @Nullable Boolean paused,
      @Schema(example = "The node is moved to another disk.") @Nullable String reason) {}

  /** How what was changed stands now. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Configured(@Nullable List<Terms> policies, @Nullable RailView rail) {}

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
      summary = "Change what may go out, or pause a rail, from now on",
      description =
          "It counts before the configuration, over restarts too; withdrawals under way keep their"
              + " terms. A paused rail takes in no block and pays nothing out until it is resumed;"
              + " what was sent before is followed then. Answers with the policies that were set,"
              + " or with the rail. Errors: FORBIDDEN, UNKNOWN_ASSET, UNKNOWN_RAIL,"
              + " AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE,"
              + " MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Configured>> configure(Ask ask, @RequestBody Settings settings) {
    if (settings.withdrawal() != null && settings.rail() == null) {
      return set(ask, wish(settings.withdrawal()));
    }
    if (settings.rail() != null && settings.withdrawal() == null) {
      return move(ask, settings.rail());
    }
    throw saysNothing();
  }

  private Mono<ResponseEntity<Configured>> set(Ask ask, SetWithdrawalPolicy wish) {
    return commands
        .send(ask, wish)
        .flatMap(
            done ->
                queries
                    .withdrawalPolicies(done.logIndex())
                    .map(set -> answer(done.logIndex(), new Configured(set.policies(), null))));
  }

  private Mono<ResponseEntity<Configured>> move(Ask ask, RailSettings settings) {
    String rail = Fields.rail(settings.rail());
    return commands
        .send(ask, wish(ask, rail, settings))
        .flatMap(
            done ->
                queries
                    .rail(ask, rail, done.logIndex())
                    .map(
                        page ->
                            answer(
                                page.logIndex(), new Configured(null, page.items().getFirst()))));
  }

  private static ResponseEntity<Configured> answer(long logIndex, Configured now) {
    return Answers.at(HttpStatus.OK, logIndex).body(now);
  }

  private static RailCommand wish(Ask ask, String rail, RailSettings settings) {
    if (settings.paused() == null) {
      throw saysNothing();
    }
    String reason = Fields.reason(settings.reason());
    String who = ask.caller().userId();
    return settings.paused() ? new PauseRail(rail, reason, who) : new ResumeRail(rail, reason, who);
  }

  private static Rejection saysNothing() {
    return new Rejection(
        ErrorCode.MALFORMED_REQUEST,
        "Say what is to change: a withdrawal policy, or whether a rail is paused.");
  }

  private SetWithdrawalPolicy wish(WithdrawalSettings settings) {
    if (settings.isEmpty()) {
      throw saysNothing();
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
