package io.holdfast.command.withdrawal;

import io.holdfast.api.account.PlaceHold;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.RejectWithdrawal;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.api.withdrawal.RequestWithdrawal;
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
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.account.Destination;
import io.holdfast.command.policy.WithdrawalPolicy;
import io.holdfast.command.withdrawal.Withdrawal.Approved;
import io.holdfast.command.withdrawal.Withdrawal.AwaitingApproval;
import io.holdfast.command.withdrawal.Withdrawal.Broadcast;
import io.holdfast.command.withdrawal.Withdrawal.Cancelled;
import io.holdfast.command.withdrawal.Withdrawal.Confirming;
import io.holdfast.command.withdrawal.Withdrawal.Ended;
import io.holdfast.command.withdrawal.Withdrawal.Failed;
import io.holdfast.command.withdrawal.Withdrawal.Paying;
import io.holdfast.command.withdrawal.Withdrawal.Rejected;
import io.holdfast.command.withdrawal.Withdrawal.Requested;
import io.holdfast.command.withdrawal.Withdrawal.Settled;
import io.holdfast.command.withdrawal.Withdrawal.Signed;
import io.holdfast.command.withdrawal.Withdrawal.Unrequested;
import io.holdfast.command.withdrawal.Withdrawal.Unsigned;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The machine of a withdrawal. Pure.
 *
 * <table>
 *   <caption>State, what is asked, state after it ("quiet": accepted, nothing happens)</caption>
 *   <tr><th></th><th>Approve</th><th>Reject</th><th>Cancel</th><th>Sign</th><th>Broadcast</th>
 *       <th>Count in B</th><th>Orphan B</th><th>Fail</th></tr>
 *   <tr><td>AWAITING_APPROVAL</td><td>APPROVED with the last one needed</td><td>REJECTED</td>
 *       <td>CANCELLED</td><td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>WRONG_STATE</td><td>WRONG_STATE</td></tr>
 *   <tr><td>APPROVED</td><td>WRONG_STATE</td><td>REJECTED</td><td>CANCELLED</td><td>SIGNED</td>
 *       <td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td><td>FAILED</td></tr>
 *   <tr><td>SIGNED</td><td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>quiet</td><td>BROADCAST</td><td>CONFIRMING</td><td>quiet</td><td>FAILED</td></tr>
 *   <tr><td>BROADCAST</td><td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>quiet</td><td>quiet</td><td>CONFIRMING</td><td>quiet</td><td>FAILED</td></tr>
 *   <tr><td>CONFIRMING in B</td><td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>quiet</td><td>quiet</td><td>more: CONFIRMING; fewer or as many: quiet</td>
 *       <td>BROADCAST</td><td>WRONG_STATE</td></tr>
 *   <tr><td>CONFIRMING in another block</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>WRONG_STATE</td><td>quiet</td><td>quiet</td>
 *       <td>orphaned from that one, CONFIRMING in B</td><td>quiet</td><td>WRONG_STATE</td></tr>
 *   <tr><td>SETTLED in B</td><td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>quiet</td><td>quiet</td><td>quiet</td><td>WRONG_STATE</td><td>WRONG_STATE</td></tr>
 *   <tr><td>SETTLED in another block</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>WRONG_STATE</td><td>quiet</td><td>quiet</td><td>WRONG_STATE</td><td>quiet</td>
 *       <td>WRONG_STATE</td></tr>
 *   <tr><td>REJECTED, CANCELLED, FAILED</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td><td>WRONG_STATE</td>
 *       <td>WRONG_STATE</td><td>WRONG_STATE</td></tr>
 * </table>
 *
 * <p>What the chain took is recorded in any of SIGNED to CONFIRMING, changes no state, and holds
 * until a block loses its place; it is quiet once the withdrawal has FAILED, and elsewhere
 * WRONG_STATE.
 *
 * <p>Wherever CONFIRMING stands, the finality depth may be reached at once; then SETTLED follows in
 * the same decision. Across the table: what was done already is quiet when it is asked again (an
 * approval by the same person in any state, a rejection of the rejected, a cancellation of the
 * cancelled, a failure of the failed); nobody approves or rejects what they asked for themselves
 * (APPROVER_IS_REQUESTER) or cancels what another asked for (FORBIDDEN); other bytes or another
 * transaction than the stored ones are refused with ALREADY_EXISTS_DIFFERENT. What is mined without
 * a word of its broadcast was broadcast all the same: the crash came between.
 */
public final class WithdrawalDecider {
  private static final int MAX_REASON = 500;
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){1,200000}");

  private WithdrawalDecider() {}

  /**
   * The policy's answer to a wish. The funds are held by the account in the same append.
   *
   * @param command with the destination in the rail's canonical spelling
   * @throws Rejection ALREADY_EXISTS_DIFFERENT, BELOW_MINIMUM, LIMIT_PER_WITHDRAWAL_EXCEEDED,
   *     LIMIT_PER_DAY_EXCEEDED or DESTINATION_NOT_ALLOWED
   */
  public static List<WithdrawalEvent> request(
      RequestWithdrawal command,
      WithdrawalPolicy policy,
      int finalityDepthBlocks,
      Open account,
      Withdrawal state,
      Instant now) {
    return switch (state) {
      case Requested known -> {
        requireSame(command, known.terms());
        yield List.of();
      }
      case Unrequested _ -> {
        check(command, policy, account, now);
        yield requested(command, policy, finalityDepthBlocks);
      }
    };
  }

  /**
   * The answer to a wish for new tokens: the limits of one withdrawal hold for it, and at least one
   * second person must approve.
   *
   * @throws Rejection ALREADY_EXISTS_DIFFERENT, BELOW_MINIMUM, LIMIT_PER_WITHDRAWAL_EXCEEDED or
   *     LIMIT_PER_DAY_EXCEEDED
   */
  public static List<WithdrawalEvent> mint(
      RequestMint command, WithdrawalPolicy policy, int finalityDepthBlocks, Withdrawal state) {
    return switch (state) {
      case Requested known -> {
        requireSame(command, known.terms());
        yield List.of();
      }
      case Unrequested _ -> {
        command.accountId().requireNoPot();
        policy.check(command.amount(), BigInteger.ZERO);
        yield List.of(
            new WithdrawalRequested(
                command.targetId(),
                command.accountId().value(),
                command.amount().asset().rail(),
                command.amount().asset().code(),
                command.amount().digits(),
                "0",
                RequestMint.DESTINATION,
                command.requestedBy(),
                Math.max(1, policy.approvals()),
                finalityDepthBlocks));
      }
    };
  }

  /** What the account must set aside for it. */
  public static PlaceHold hold(RequestWithdrawal command, WithdrawalPolicy policy) {
    return new PlaceHold(
        command.accountId(),
        command.withdrawalId().hold(),
        policy.total(command.amount()),
        PlaceHold.FOR_WITHDRAWAL);
  }

  public static List<WithdrawalEvent> approve(ApproveWithdrawal command, Withdrawal state) {
    Requested withdrawal = state.requireRequested();
    Terms terms = withdrawal.terms();
    requireSecondPerson(command.approver(), terms);
    if (terms.approvers().contains(command.approver())) {
      return List.of();
    }
    return switch (withdrawal) {
      case AwaitingApproval _ -> approvalGiven(command.approver(), terms);
      case Approved _, Paying _, Ended _ -> throw wrongState("It no longer awaits an approval.");
    };
  }

  public static List<WithdrawalEvent> reject(RejectWithdrawal command, Withdrawal state) {
    Requested withdrawal = state.requireRequested();
    requireSecondPerson(command.rejectedBy(), withdrawal.terms());
    requireReason(command.reason());
    return switch (withdrawal) {
      case Unsigned _ ->
          List.of(
              new WithdrawalRejected(command.targetId(), command.rejectedBy(), command.reason()));
      case Rejected _ -> List.of();
      case Paying _, Cancelled _, Failed _ -> throw wrongState("It can no longer be rejected.");
    };
  }

  public static List<WithdrawalEvent> cancel(CancelWithdrawal command, Withdrawal state) {
    Requested withdrawal = state.requireRequested();
    if (!withdrawal.terms().requestedBy().equals(command.cancelledBy())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only the one who asked for it cancels it.");
    }
    return switch (withdrawal) {
      case Unsigned _ ->
          List.of(new WithdrawalCancelled(command.targetId(), command.cancelledBy()));
      case Cancelled _ -> List.of();
      case Paying _, Rejected _, Failed _ -> throw wrongState("It can no longer be cancelled.");
    };
  }

  public static List<WithdrawalEvent> recordSigned(RecordSigned command, Withdrawal state) {
    Requested withdrawal = state.requireRequested();
    SignedPayment payment =
        new SignedPayment(command.transaction(), command.signedHex(), command.chainFee().minor());
    return switch (withdrawal) {
      case Approved approved -> {
        requireSensible(command, approved.terms());
        yield List.of(
            new WithdrawalSigned(
                command.targetId(),
                command.transaction(),
                command.signedHex(),
                command.chainFee().digits()));
      }
      case Paying paying -> {
        if (!paying.payment().uncharged().equals(payment)) {
          throw different("Other bytes are signed for this withdrawal.");
        }
        yield List.of();
      }
      case AwaitingApproval _, Ended _ -> throw wrongState("It may not be signed.");
    };
  }

  public static List<WithdrawalEvent> recordBroadcast(RecordBroadcast command, Withdrawal state) {
    Requested withdrawal = state.requireRequested();
    if (withdrawal instanceof Paying paying
        && !paying.payment().transaction().equals(command.transaction())) {
      throw different("Another transaction is signed for this withdrawal.");
    }
    return switch (withdrawal) {
      case Signed _ -> List.of(new WithdrawalBroadcast(command.targetId(), command.transaction()));
      case Broadcast _, Confirming _, Settled _ -> List.of();
      case Unsigned _, Ended _ -> throw wrongState("There is nothing signed to be sent.");
    };
  }

  /** A fee told again is quiet; another one replaces it, until the withdrawal has ended. */
  public static List<WithdrawalEvent> recordChainFee(RecordChainFee command, Withdrawal state) {
    return switch (state.requireRequested()) {
      case Failed _ -> List.of();
      case Unsigned _, Rejected _, Cancelled _ -> throw wrongState("There is nothing signed.");
      case Paying paying -> {
        requireFeeOf(command, paying);
        if (command.chainFee().minor().equals(paying.payment().charged())) {
          yield List.of();
        }
        if (paying instanceof Settled) {
          throw wrongState("It is settled with another fee.");
        }
        yield List.of(
            new WithdrawalFeeCharged(
                command.targetId(), command.transaction(), command.chainFee().digits()));
      }
    };
  }

  private static void requireFeeOf(RecordChainFee command, Paying paying) {
    if (!paying.payment().transaction().equals(command.transaction())) {
      throw different("Another transaction is signed for this withdrawal.");
    }
    if (!command.chainFee().asset().code().equals(paying.terms().asset())
        || command.chainFee().signum() < 0) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A fee is in the withdrawal's asset, and not below zero.");
    }
  }

  public static List<WithdrawalEvent> count(
      CountWithdrawalConfirmations command, Withdrawal state) {
    if (command.confirmations() < 1) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A payment in a block has at least one confirmation.");
    }
    return switch (state.requireRequested()) {
      case Signed signed -> confirmed(command, signed.terms());
      case Broadcast broadcast -> confirmed(command, broadcast.terms());
      case Confirming confirming -> confirmedAgain(command, confirming);
      case Settled settled -> {
        if (!settled.block().equals(command.block())) {
          throw wrongState("It is settled in another block.");
        }
        yield List.of();
      }
      case Unsigned _, Ended _ -> throw wrongState("There is no payment that could be mined.");
    };
  }

  public static List<WithdrawalEvent> orphan(OrphanWithdrawal command, Withdrawal state) {
    return switch (state.requireRequested()) {
      case Confirming confirming ->
          confirming.block().equals(command.block()) ? List.of(orphaned(confirming)) : List.of();
      case Signed _, Broadcast _ -> List.of();
      case Settled settled -> {
        if (settled.block().equals(command.block())) {
          throw wrongState("It is past the finality depth.");
        }
        yield List.of();
      }
      case Unsigned _, Ended _ -> throw wrongState("There is no payment that could be mined.");
    };
  }

  public static List<WithdrawalEvent> fail(FailWithdrawal command, Withdrawal state) {
    requireReason(command.reason());
    return switch (state.requireRequested()) {
      case Approved _, Signed _, Broadcast _ ->
          List.of(new WithdrawalFailed(command.targetId(), command.reason()));
      case Failed _ -> List.of();
      case AwaitingApproval _ -> throw wrongState("It still awaits an approval.");
      case Confirming _, Settled _ -> throw wrongState("Its payment stands in a block.");
      case Rejected _, Cancelled _ -> throw wrongState("It is over.");
    };
  }

  public static Withdrawal evolve(Withdrawal state, WithdrawalEvent event) {
    return WithdrawalHistory.evolve(state, event);
  }

  private static void check(
      RequestWithdrawal command, WithdrawalPolicy policy, Open account, Instant now) {
    command.accountId().requireNoPot();
    String asset = command.amount().asset().code();
    policy.check(command.amount(), account.withdrawn().sum(asset, now.toEpochMilli()));
    Destination destination =
        new Destination(command.amount().asset().rail(), command.destination());
    if (!account.mayPay(destination)) {
      throw new Rejection(
          ErrorCode.DESTINATION_NOT_ALLOWED, "The address is not on the account's allow-list.");
    }
  }

  private static List<WithdrawalEvent> requested(
      RequestWithdrawal command, WithdrawalPolicy policy, int finalityDepthBlocks) {
    int approvalsNeeded = policy.approvalsNeeded(command.amount());
    List<WithdrawalEvent> events = new ArrayList<>();
    events.add(
        new WithdrawalRequested(
            command.targetId(),
            command.accountId().value(),
            command.amount().asset().rail(),
            command.amount().asset().code(),
            command.amount().digits(),
            policy.fee().toString(),
            command.destination(),
            command.requestedBy(),
            approvalsNeeded,
            finalityDepthBlocks));
    if (approvalsNeeded == 0) {
      events.add(new WithdrawalApproved(command.targetId()));
    }
    return events;
  }

  private static List<WithdrawalEvent> approvalGiven(String approver, Terms terms) {
    int left = terms.approvalsLeft() - 1;
    List<WithdrawalEvent> events = new ArrayList<>();
    events.add(new WithdrawalApprovalGiven(terms.withdrawalId(), approver, left));
    if (left == 0) {
      events.add(new WithdrawalApproved(terms.withdrawalId()));
    }
    return events;
  }

  /** So many confirmations, and the settlement where they are enough. */
  private static List<WithdrawalEvent> confirmed(
      CountWithdrawalConfirmations command, Terms terms) {
    BlockRef block = command.block();
    List<WithdrawalEvent> events = new ArrayList<>();
    events.add(
        new WithdrawalConfirmed(
            command.targetId(), block.height(), block.hash(), command.confirmations()));
    if (command.confirmations() >= terms.finalityDepthBlocks()) {
      events.add(new WithdrawalSettled(command.targetId(), EntryId.PREFIX + command.targetId()));
    }
    return events;
  }

  private static List<WithdrawalEvent> confirmedAgain(
      CountWithdrawalConfirmations command, Confirming confirming) {
    if (confirming.block().equals(command.block())) {
      return command.confirmations() <= confirming.confirmations()
          ? List.of()
          : confirmed(command, confirming.terms());
    }
    List<WithdrawalEvent> events = new ArrayList<>();
    events.add(orphaned(confirming));
    events.addAll(confirmed(command, confirming.terms()));
    return events;
  }

  private static WithdrawalOrphaned orphaned(Confirming confirming) {
    return new WithdrawalOrphaned(
        confirming.terms().withdrawalId(), confirming.block().height(), confirming.block().hash());
  }

  private static void requireSame(RequestWithdrawal command, Terms terms) {
    if (!terms.accountId().equals(command.accountId().value())
        || !terms.asset().equals(command.amount().asset().code())
        || !terms.amount().equals(command.amount().minor())
        || !terms.destination().equals(command.destination())
        || !terms.requestedBy().equals(command.requestedBy())) {
      throw different("A withdrawal with this id has another content.");
    }
  }

  private static void requireSame(RequestMint command, Terms terms) {
    if (!terms.isMint()
        || !terms.accountId().equals(command.accountId().value())
        || !terms.asset().equals(command.amount().asset().code())
        || !terms.amount().equals(command.amount().minor())
        || !terms.requestedBy().equals(command.requestedBy())) {
      throw different("A withdrawal with this id has another content.");
    }
  }

  private static void requireSecondPerson(String person, Terms terms) {
    if (terms.requestedBy().equals(person)) {
      throw new Rejection(
          ErrorCode.APPROVER_IS_REQUESTER, "A second person must decide about a withdrawal.");
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A reason has 1 to " + MAX_REASON + " characters.");
    }
  }

  private static void requireSensible(RecordSigned command, Terms terms) {
    boolean sensible =
        command.chainFee().asset().code().equals(terms.asset())
            && command.chainFee().signum() >= 0
            && !command.transaction().isBlank()
            && HEX.matcher(command.signedHex()).matches();
    if (!sensible) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "Signed bytes are lower-case hex of a named transaction, with a fee in the same asset.");
    }
  }

  private static Rejection wrongState(String message) {
    return new Rejection(ErrorCode.WRONG_STATE, message);
  }

  private static Rejection different(String message) {
    return new Rejection(ErrorCode.ALREADY_EXISTS_DIFFERENT, message);
  }
}
