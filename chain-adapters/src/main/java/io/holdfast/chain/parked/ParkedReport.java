package io.holdfast.chain.parked;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.parked.ParkedId;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.chain.ledger.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row of what the ledger refused.
 *
 * @param number of the row
 * @param attempts how often it was tried again
 */
record ParkedReport(
    long number,
    String rail,
    String command,
    String target,
    String payload,
    String errorCode,
    String error,
    @Nullable BlockRef block,
    @Nullable String transaction,
    int attempts,
    long parkedAtMillis) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** All that a rail observes and the ledger may refuse. Nothing else is ever made from a row. */
  private static final Map<String, Class<? extends Command>> OBSERVATIONS =
      List.<Class<? extends Command>>of(
              ReportPayment.class,
              CountConfirmations.class,
              OrphanPayment.class,
              ReplacePayment.class,
              RecordBroadcast.class,
              CountWithdrawalConfirmations.class,
              OrphanWithdrawal.class,
              FollowContract.class)
          .stream()
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  ParkedId id() {
    return ParkedId.of(rail, command, target, block == null ? null : block.hash());
  }

  /** Whether it says that a block lost its place; all else says that it has one. */
  boolean tellsOfALoss() {
    return command.equals(OrphanPayment.class.getSimpleName())
        || command.equals(OrphanWithdrawal.class.getSimpleName());
  }

  /** What was told, to be told again; empty where nothing could be read that could be told. */
  Optional<Report> report() {
    return Optional.ofNullable(OBSERVATIONS.get(command))
        .map(type -> new Report(JSON.readValue(payload, type), block, transaction));
  }

  /** Why it failed last. */
  Rejection refusal() {
    return new Rejection(ErrorCode.valueOf(errorCode), error);
  }
}
