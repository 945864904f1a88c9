package io.holdfast.chain.payout;

import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalBroadcast;
import io.holdfast.api.withdrawal.WithdrawalCancelled;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalEvent;
import io.holdfast.api.withdrawal.WithdrawalFailed;
import io.holdfast.api.withdrawal.WithdrawalFeeCharged;
import io.holdfast.api.withdrawal.WithdrawalOrphaned;
import io.holdfast.api.withdrawal.WithdrawalRejected;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.api.withdrawal.WithdrawalState;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Folds the events of withdrawals into what a rail's payout worker looks at. One for each rail. It
 * does nothing else: the worker is woken, and would find the work by itself a moment later.
 *
 * <p>Read again from the start, it moves no money: whatever the worker then asks, the log answers
 * with the bytes that it holds.
 */
@ProcessingGroup(PayoutProjection.GROUP)
public final class PayoutProjection {
  public static final String GROUP = "payouts";

  private final PayoutRecords store;
  private final String rail;
  private final Runnable wake;

  public PayoutProjection(PayoutRecords store, String rail, Runnable wake) {
    this.store = store;
    this.rail = rail;
    this.wake = wake;
  }

  @EventHandler
  public void on(WithdrawalEvent event) {
    switch (event) {
      case WithdrawalRequested requested -> requested(requested);
      case WithdrawalApprovalGiven _ -> {}
      case WithdrawalApproved(String id) -> store.state(id, WithdrawalState.APPROVED);
      case WithdrawalRejected rejected ->
          store.closed(rejected.withdrawalId(), WithdrawalState.REJECTED);
      case WithdrawalCancelled cancelled ->
          store.closed(cancelled.withdrawalId(), WithdrawalState.CANCELLED);
      case WithdrawalSigned signed ->
          store.signed(signed.withdrawalId(), signed.transaction(), signed.signedHex());
      case WithdrawalBroadcast sent -> store.state(sent.withdrawalId(), WithdrawalState.BROADCAST);
      case WithdrawalFeeCharged _ -> {}
      case WithdrawalConfirmed confirmed ->
          store.state(confirmed.withdrawalId(), WithdrawalState.CONFIRMING);
      case WithdrawalOrphaned orphaned ->
          store.state(orphaned.withdrawalId(), WithdrawalState.BROADCAST);
      case WithdrawalSettled settled ->
          store.state(settled.withdrawalId(), WithdrawalState.SETTLED);
      case WithdrawalFailed failed -> store.closed(failed.withdrawalId(), WithdrawalState.FAILED);
    }
    wake.run();
  }

  private void requested(WithdrawalRequested event) {
    if (event.rail().equals(rail)) {
      store.requested(event);
    }
  }
}
