package io.holdfast.query.deposit;

import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositState;
import io.holdfast.api.query.DepositView;
import org.jspecify.annotations.Nullable;

/** Each step of a deposit's view; pure. */
final class DepositSteps {
  private DepositSteps() {}

  static DepositView detected(DepositDetected e, @Nullable String ownerId, long index) {
    return new DepositView(
        e.depositId(),
        e.requestId(),
        e.accountId(),
        DepositRequestRows.orderId(e.requestId()),
        ownerId,
        e.rail(),
        e.transaction(),
        e.output(),
        e.asset(),
        e.amount(),
        DepositState.DETECTED.name(),
        0,
        e.creditDepthBlocks(),
        e.finalityDepthBlocks(),
        null,
        null,
        null,
        e.seenAtMillis(),
        index);
  }

  /** Confirmations are counted on after the credit, and for what is kept in suspense too. */
  static DepositView confirmed(DepositView view, DepositConfirmed e, long index) {
    DepositState state =
        switch (DepositState.valueOf(view.state())) {
          case DETECTED, CONFIRMING, ORPHANED, REPLACED -> DepositState.CONFIRMING;
          case CREDITED -> DepositState.CREDITED;
          case FINAL -> DepositState.FINAL;
          case SUSPENSE -> DepositState.SUSPENSE;
        };
    return copy(
        view,
        state,
        e.confirmations(),
        e.height(),
        e.blockHash(),
        state == DepositState.SUSPENSE ? view.detail() : null,
        index);
  }

  static DepositView in(DepositState state, DepositView view, @Nullable String detail, long index) {
    return copy(view, state, view.confirmations(), view.height(), view.blockHash(), detail, index);
  }

  /** No block holds it any more. */
  static DepositView outOfBlock(
      DepositState state, DepositView view, @Nullable String detail, long index) {
    return copy(view, state, 0, null, null, detail, index);
  }

  private static DepositView copy(
      DepositView view,
      DepositState state,
      long confirmations,
      @Nullable Long height,
      @Nullable String blockHash,
      @Nullable String detail,
      long index) {
    return new DepositView(
        view.depositId(),
        view.requestId(),
        view.accountId(),
        view.orderId(),
        view.ownerId(),
        view.rail(),
        view.transaction(),
        view.output(),
        view.asset(),
        view.amount(),
        state.name(),
        confirmations,
        view.creditDepthBlocks(),
        view.finalityDepthBlocks(),
        height,
        blockHash,
        detail,
        view.seenAtMillis(),
        index);
  }
}
