package io.holdfast.command.escrow;

import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.CancelCause;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.DisputeReason;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.ReleaseCause;
import io.holdfast.api.user.UserId;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Stage.Answered;
import io.holdfast.command.escrow.Stage.Appealed;
import io.holdfast.command.escrow.Stage.Cancelled;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Decided;
import io.holdfast.command.escrow.Stage.Delivered;
import io.holdfast.command.escrow.Stage.Expired;
import io.holdfast.command.escrow.Stage.Funded;
import io.holdfast.command.escrow.Stage.Opened;
import io.holdfast.command.escrow.Stage.Released;
import io.holdfast.command.escrow.Stage.Resolved;
import io.holdfast.command.escrow.Stage.Shipped;
import io.holdfast.command.escrow.Stage.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An order whose money a contract keeps. Pure. The contract is authoritative: the order is where
 * the contract says, from wherever it stood, and nobody moves it here. What lies behind what is
 * known is quiet, for events may be told again. Nothing of the money is in our books, and so
 * nothing of it is reconciled with them; when nothing is heard, the contract is asked. An order
 * ends unpaid only when it has answered, after the time for paying, that it has nothing.
 */
final class ContractDecider {
  /** Between one question and the next. */
  static final Duration ASK_AGAIN = Duration.ofDays(1);

  private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}");

  private ContractDecider() {}

  static List<OrderEvent> follow(FollowContract command, Existing order, Instant now) {
    requireSensible(command, order.terms());
    return switch (order.stage()) {
      case Created(_, boolean asked) when asked && command.step() == ContractStep.NOTHING ->
          List.of(followed(command), new OrderExpired(command.targetId()));
      case Waiting stage ->
          command.step().compareTo(next(stage)) < 0
              ? List.of()
              : List.of(followed(command), consequence(command, order, stage, now));
      case Expired _ when command.step() == ContractStep.NOTHING -> List.of();
      case Expired _ ->
          throw new Rejection(
              ErrorCode.WRONG_STATE, "It was never paid in time: a person must look at it.");
      case Released _ -> ended(command, command.toBuyer().signum() == 0);
      case Cancelled _ -> ended(command, command.toSeller().signum() == 0);
      case Resolved it -> ended(command, it.decision().shares().equals(shares(command)));
    };
  }

  /** The first step that does not lie behind. */
  private static ContractStep next(Waiting stage) {
    return switch (stage) {
      case Created _ -> ContractStep.FUNDED;
      case Funded _ -> ContractStep.SHIPPED;
      case Shipped _ -> ContractStep.DELIVERED;
      case Delivered _ -> ContractStep.DISPUTED;
      case Opened _ -> ContractStep.PAID_OUT;
      case Answered _, Decided _, Appealed _ ->
          throw new Defect("a contract's dispute was heard here");
    };
  }

  private static List<OrderEvent> ended(FollowContract command, boolean same) {
    if (command.step() == ContractStep.PAID_OUT && !same) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "The contract has paid out otherwise before.");
    }
    return List.of();
  }

  private static ContractFollowed followed(FollowContract command) {
    return new ContractFollowed(
        command.targetId(),
        command.source(),
        command.step().name(),
        command.toSeller().asset().code(),
        command.toSeller().digits(),
        command.toBuyer().digits());
  }

  private static OrderEvent consequence(
      FollowContract command, Existing order, Waiting stage, Instant now) {
    String id = command.targetId();
    long due = askAgainMillis(now);
    return switch (command.step()) {
      case NOTHING -> throw new Defect("nothing lies before everything");
      case FUNDED -> new OrderFunded(id, due);
      case SHIPPED -> new OrderShipped(id, null, now.toEpochMilli(), due);
      case DELIVERED -> new OrderDelivered(id, due);
      case DISPUTED ->
          new DisputeOpened(
              id, String.valueOf(command.by()), DisputeReason.OTHER.name(), null, due);
      case PAID_OUT -> paidOut(command, order, stage);
    };
  }

  private static OrderEvent paidOut(FollowContract command, Existing order, Waiting stage) {
    Shares shares = shares(command);
    if (stage instanceof Opened
        || (shares.toSeller().signum() > 0 && shares.toBuyer().signum() > 0)) {
      return new OrderResolved(
          command.targetId(),
          null,
          null,
          order.terms().agreed().asset(),
          shares.toSeller().toString(),
          shares.toBuyer().toString());
    }
    return shares.toSeller().signum() > 0
        ? new OrderReleased(command.targetId(), ReleaseCause.CONTRACT.name())
        : new OrderCancelled(command.targetId(), null, CancelCause.CONTRACT.name());
  }

  /** Nothing was heard: it must be asked, and again, until it answers. Only an answer moves it. */
  static List<OrderEvent> ask(Existing order, Instant now) {
    return List.of(new ContractAsked(order.terms().agreed().orderId(), askAgainMillis(now)));
  }

  private static long askAgainMillis(Instant now) {
    return now.plus(ASK_AGAIN).toEpochMilli();
  }

  private static Shares shares(FollowContract command) {
    return new Shares(command.toSeller().minor(), command.toBuyer().minor());
  }

  private static void requireSensible(FollowContract command, Terms terms) {
    if (!terms.isByContract()) {
      throw new Rejection(ErrorCode.WRONG_STATE, "No contract keeps this order's money.");
    }
    terms.requireAsset(command.toSeller());
    terms.requireAsset(command.toBuyer());
    boolean paysOut = command.step() == ContractStep.PAID_OUT;
    if (!SOURCE.matcher(command.source()).matches()
        || command.toSeller().signum() < 0
        || command.toBuyer().signum() < 0
        || (!paysOut && shares(command).sum().signum() != 0)) {
      throw malformed("What a contract says has a source, and pays out when it says so.");
    }
    UserId by = command.by();
    if (command.step() == ContractStep.DISPUTED && (by == null || !terms.isParty(by))) {
      throw malformed("A contract's dispute is opened by one of the two sides.");
    }
  }

  private static Rejection malformed(String reason) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, reason);
  }
}
