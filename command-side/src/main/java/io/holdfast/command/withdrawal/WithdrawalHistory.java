package io.holdfast.command.withdrawal;

import io.holdfast.api.rail.BlockRef;
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
import io.holdfast.command.withdrawal.Withdrawal.Approved;
import io.holdfast.command.withdrawal.Withdrawal.AwaitingApproval;
import io.holdfast.command.withdrawal.Withdrawal.Broadcast;
import io.holdfast.command.withdrawal.Withdrawal.Cancelled;
import io.holdfast.command.withdrawal.Withdrawal.Confirming;
import io.holdfast.command.withdrawal.Withdrawal.Failed;
import io.holdfast.command.withdrawal.Withdrawal.Paying;
import io.holdfast.command.withdrawal.Withdrawal.Rejected;
import io.holdfast.command.withdrawal.Withdrawal.Settled;
import io.holdfast.command.withdrawal.Withdrawal.Signed;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/** Folds the facts of one withdrawal into its state. A fact that cannot follow is a defect. */
final class WithdrawalHistory {
  private WithdrawalHistory() {}

  static Withdrawal evolve(Withdrawal state, WithdrawalEvent event) {
    return switch (event) {
      case WithdrawalRequested requested -> new AwaitingApproval(terms(requested));
      case WithdrawalApprovalGiven given ->
          new AwaitingApproval(withApprover(terms(state), given.approver()));
      case WithdrawalApproved _ -> new Approved(terms(state));
      case WithdrawalRejected _ -> new Rejected(terms(state));
      case WithdrawalCancelled _ -> new Cancelled(terms(state));
      case WithdrawalSigned signed -> new Signed(terms(state), payment(signed));
      case WithdrawalBroadcast _ -> new Broadcast(terms(state), paying(state, event).payment());
      case WithdrawalConfirmed confirmed ->
          new Confirming(
              terms(state),
              paying(state, event).payment(),
              new BlockRef(confirmed.height(), confirmed.blockHash()),
              confirmed.confirmations());
      case WithdrawalFeeCharged charged -> charged(state, charged);
      case WithdrawalOrphaned _ ->
          new Broadcast(terms(state), paying(state, event).payment().uncharged());
      case WithdrawalSettled _ -> settled(state, event);
      case WithdrawalFailed _ -> new Failed(terms(state), lostFee(state));
    };
  }

  private static Withdrawal charged(Withdrawal state, WithdrawalFeeCharged event) {
    Paying paying = paying(state, event);
    SignedPayment payment = paying.payment().charged(new BigInteger(event.chainFee()));
    return switch (paying) {
      case Signed signed -> new Signed(signed.terms(), payment);
      case Broadcast broadcast -> new Broadcast(broadcast.terms(), payment);
      case Confirming confirming ->
          new Confirming(
              confirming.terms(), payment, confirming.block(), confirming.confirmations());
      case Settled _ -> throw cannotFollow(state, event);
    };
  }

  private static BigInteger lostFee(Withdrawal state) {
    return state instanceof Paying paying ? paying.payment().lostFee() : BigInteger.ZERO;
  }

  private static Withdrawal settled(Withdrawal state, WithdrawalEvent event) {
    if (state instanceof Confirming confirming) {
      return new Settled(confirming.terms(), confirming.payment(), confirming.block());
    }
    throw cannotFollow(state, event);
  }

  private static Paying paying(Withdrawal state, WithdrawalEvent event) {
    if (state instanceof Paying paying) {
      return paying;
    }
    throw cannotFollow(state, event);
  }

  private static Terms terms(Withdrawal state) {
    return state.requireRequested().terms();
  }

  private static Terms terms(WithdrawalRequested event) {
    return new Terms(
        event.withdrawalId(),
        event.accountId(),
        event.rail(),
        event.asset(),
        new BigInteger(event.amount()),
        new BigInteger(event.fee()),
        event.destination(),
        event.requestedBy(),
        event.approvalsNeeded(),
        event.finalityDepthBlocks(),
        Set.of());
  }

  private static Terms withApprover(Terms terms, String approver) {
    Set<String> approvers = new HashSet<>(terms.approvers());
    approvers.add(approver);
    return new Terms(
        terms.withdrawalId(),
        terms.accountId(),
        terms.rail(),
        terms.asset(),
        terms.amount(),
        terms.fee(),
        terms.destination(),
        terms.requestedBy(),
        terms.approvalsNeeded(),
        terms.finalityDepthBlocks(),
        approvers);
  }

  private static SignedPayment payment(WithdrawalSigned event) {
    return new SignedPayment(
        event.transaction(), event.signedHex(), new BigInteger(event.chainFee()));
  }

  private static IllegalStateException cannotFollow(Withdrawal state, WithdrawalEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName() + " cannot follow " + state.getClass().getSimpleName());
  }
}
