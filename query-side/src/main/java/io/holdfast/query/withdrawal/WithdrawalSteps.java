package io.holdfast.query.withdrawal;

import io.holdfast.api.query.WithdrawalView;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalFeeCharged;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.api.withdrawal.WithdrawalState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each step of a withdrawal's view; pure. */
final class WithdrawalSteps {
  private WithdrawalSteps() {}

  static WithdrawalView requested(
      WithdrawalRequested e, String ownerId, long atMillis, long index) {
    return new WithdrawalView(
        e.withdrawalId(),
        e.accountId(),
        ownerId,
        e.rail(),
        e.asset(),
        e.amount(),
        e.fee(),
        e.destination(),
        WithdrawalState.AWAITING_APPROVAL.name(),
        e.requestedBy(),
        e.approvalsNeeded(),
        List.of(),
        null,
        null,
        0,
        e.finalityDepthBlocks(),
        null,
        null,
        atMillis,
        index);
  }

  static WithdrawalView approvalGiven(WithdrawalView view, WithdrawalApprovalGiven e, long index) {
    List<String> approvers = new ArrayList<>(view.approvers());
    approvers.add(e.approver());
    return Change.of(view).approvers(approvers).at(index);
  }

  static WithdrawalView signed(WithdrawalView view, WithdrawalSigned e, long index) {
    return Change.of(view)
        .state(WithdrawalState.SIGNED)
        .transaction(e.transaction(), e.chainFee())
        .at(index);
  }

  static WithdrawalView charged(WithdrawalView view, WithdrawalFeeCharged e, long index) {
    return Change.of(view).transaction(e.transaction(), e.chainFee()).at(index);
  }

  static WithdrawalView confirmed(WithdrawalView view, WithdrawalConfirmed e, long index) {
    return Change.of(view)
        .state(WithdrawalState.CONFIRMING)
        .block(e.height(), e.confirmations())
        .at(index);
  }

  /** No block holds the payment any more: the same bytes are with the nodes again. */
  static WithdrawalView orphaned(WithdrawalView view, long index) {
    return Change.of(view).state(WithdrawalState.BROADCAST).block(null, 0).at(index);
  }

  static WithdrawalView in(WithdrawalState state, WithdrawalView view, long index) {
    return Change.of(view).state(state).at(index);
  }

  static WithdrawalView ended(
      WithdrawalState state, WithdrawalView view, @Nullable String detail, long index) {
    return Change.of(view).state(state).detail(detail).at(index);
  }

  /** A view on its way to the next: what one event leaves out stays as it was. */
  private static final class Change {
    private final WithdrawalView view;
    private String state;
    private List<String> approvers;
    private @Nullable String transaction;
    private @Nullable String chainFee;
    private long confirmations;
    private @Nullable Long height;
    private @Nullable String detail;

    private Change(WithdrawalView view) {
      this.view = view;
      state = view.state();
      approvers = view.approvers();
      transaction = view.transaction();
      chainFee = view.chainFee();
      confirmations = view.confirmations();
      height = view.height();
      detail = view.detail();
    }

    static Change of(WithdrawalView view) {
      return new Change(view);
    }

    Change state(WithdrawalState next) {
      state = next.name();
      return this;
    }

    Change approvers(List<String> next) {
      approvers = List.copyOf(next);
      return this;
    }

    Change transaction(String next, String fee) {
      transaction = next;
      chainFee = fee;
      return this;
    }

    Change block(@Nullable Long next, long depth) {
      height = next;
      confirmations = depth;
      return this;
    }

    Change detail(@Nullable String next) {
      detail = next;
      return this;
    }

    WithdrawalView at(long index) {
      return new WithdrawalView(
          view.withdrawalId(),
          view.accountId(),
          view.ownerId(),
          view.rail(),
          view.asset(),
          view.amount(),
          view.fee(),
          view.destination(),
          state,
          view.requestedBy(),
          view.approvalsNeeded(),
          approvers,
          transaction,
          chainFee,
          confirmations,
          view.finalityDepthBlocks(),
          height,
          detail,
          view.requestedAtMillis(),
          index);
    }
  }
}
