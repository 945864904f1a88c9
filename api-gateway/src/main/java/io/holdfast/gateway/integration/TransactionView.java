package io.holdfast.gateway.integration;

import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.DepositView;
import io.holdfast.api.query.View;
import io.holdfast.api.query.WithdrawalView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deposit or a withdrawal, told alike.
 *
 * @param transactionId ours; it never changes
 * @param kind {@code deposit-request}, {@code deposit} or {@code withdrawal}
 * @param chainTransaction the chain's, once there is one
 * @param details the whole of it, as its own path tells it
 */
record TransactionView(
    String transactionId,
    String kind,
    String rail,
    String asset,
    String state,
    @Nullable String chainTransaction,
    View details) {

  /** What was found; a chain's transaction may carry several. */
  record Found(List<TransactionView> transactions) {}

  static TransactionView of(DepositRequestView request) {
    return new TransactionView(
        request.requestId(),
        "deposit-request",
        request.rail(),
        request.asset(),
        request.outcome(),
        null,
        request);
  }

  static TransactionView of(DepositView deposit) {
    return new TransactionView(
        deposit.depositId(),
        "deposit",
        deposit.rail(),
        deposit.asset(),
        deposit.state(),
        deposit.transaction(),
        deposit);
  }

  static TransactionView of(WithdrawalView withdrawal) {
    return new TransactionView(
        withdrawal.withdrawalId(),
        "withdrawal",
        withdrawal.rail(),
        withdrawal.asset(),
        withdrawal.state(),
        withdrawal.transaction(),
        withdrawal);
  }
}
