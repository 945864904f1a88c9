package io.holdfast.command.escrow;

import io.holdfast.api.escrow.CancelCause;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderReleaseAnnounced;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.PassOrderDeadline;
import io.holdfast.api.escrow.PayoutCause;
import io.holdfast.api.escrow.ReleaseCause;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Stage.Answered;
import io.holdfast.command.escrow.Stage.Appealed;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Decided;
import io.holdfast.command.escrow.Stage.Delivered;
import io.holdfast.command.escrow.Stage.Funded;
import io.holdfast.command.escrow.Stage.Opened;
import io.holdfast.command.escrow.Stage.Shipped;
import io.holdfast.command.escrow.Stage.Waiting;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happens when nobody does anything. Pure. A deadline acts where its stage still waits and its
 * moment has come. Where an act and a deadline meet, even in the same millisecond, the one that is
 * appended first counts, and the other finds another stage: an act after the moment is in time as
 * long as the deadline has not acted.
 */
final class DeadlineDecider {
  /** How long before an order is released by itself the buyer is told. */
  static final List<Duration> NOTICES = List.of(Duration.ofHours(72), Duration.ofHours(24));

  private DeadlineDecider() {}

  static List<OrderEvent> pass(PassOrderDeadline command, Existing order, Instant now) {
    long millis = now.toEpochMilli();
    if (!(order.stage() instanceof Waiting stage)
        || awaited(order.terms(), stage) != command.deadline()) {
      return List.of();
    }
    if (millis < stage.dueAtMillis()) {
      return stage instanceof Shipped shipped && command.deadline() == OrderDeadline.CONFIRMATION
          ? notice(shipped, order, millis)
          : List.of();
    }
    return order.terms().isByContract() ? ContractDecider.ask(order, now) : due(order, stage, now);
  }

  private static List<OrderEvent> due(Existing order, Waiting stage, Instant now) {
    String id = order.terms().agreed().orderId();
    BigInteger balance = order.pot().balance();
    return switch (stage) {
      case Created _ ->
          Payouts.end(new OrderExpired(id), order, PayoutCause.EXPIRED, Shares.allToBuyer(balance));
      case Funded _ ->
          Payouts.end(
              new OrderCancelled(id, null, CancelCause.NOT_SHIPPED.name()),
              order,
              PayoutCause.CANCELLED,
              Shares.allToBuyer(balance));
      case Shipped _ -> released(order, ReleaseCause.NOT_CONFIRMED);
      case Delivered _ -> released(order, ReleaseCause.WINDOW_CLOSED);
      case Opened it -> DisputeDecider.unanswered(it, order, now);
      case Answered it -> DisputeDecider.undecided(it, order, now);
      case Decided it -> DisputeDecider.resolved(order, it.decision());
      case Appealed it -> DisputeDecider.resolved(order, it.first());
    };
  }

  /** With what is in the pot, which is the price. */
  static List<OrderEvent> released(Existing order, ReleaseCause cause) {
    return Payouts.end(
        new OrderReleased(order.terms().agreed().orderId(), cause.name()),
        order,
        PayoutCause.RELEASED,
        Shares.allToSeller(order.pot().balance()));
  }

  private static List<OrderEvent> notice(Shipped stage, Existing order, long millis) {
    int given = stage.notices();
    while (given < NOTICES.size() && noticeAt(stage, given) <= millis) {
      given++;
    }
    return given == stage.notices() || noticeAt(stage, given - 1) <= stage.shippedAtMillis()
        ? List.of()
        : List.of(
            new OrderReleaseAnnounced(
                order.terms().agreed().orderId(), given, stage.dueAtMillis()));
  }

  /**
   * Until when the order waits for this: its next notice or its end; 0 where it does not wait for
   * it.
   */
  static long waitsUntilMillis(PassOrderDeadline command, Order state, Instant now) {
    if (state instanceof Existing order
        && order.stage() instanceof Waiting stage
        && awaited(order.terms(), stage) == command.deadline()) {
      return stage instanceof Shipped shipped && !order.terms().isByContract()
          ? nextOf(shipped, now.toEpochMilli())
          : stage.dueAtMillis();
    }
    return 0;
  }

  private static long nextOf(Shipped stage, long millis) {
    for (int i = stage.notices(); i < NOTICES.size(); i++) {
      if (noticeAt(stage, i) > millis) {
        return noticeAt(stage, i);
      }
    }
    return stage.dueAtMillis();
  }

  /** When the first notice is due, or the end where that comes without one. */
  static long firstNoticeMillis(long shippedAtMillis, long dueAtMillis) {
    return nextOf(new Shipped(dueAtMillis, null, shippedAtMillis, 0, null), shippedAtMillis);
  }

  private static long noticeAt(Shipped stage, int number) {
    return stage.dueAtMillis() - NOTICES.get(number).toMillis();
  }

  static OrderDeadline awaited(Terms terms, Waiting stage) {
    if (terms.isByContract()) {
      return OrderDeadline.CONTRACT;
    }
    return switch (stage) {
      case Created _ -> OrderDeadline.FUNDING;
      case Funded _ -> OrderDeadline.SHIPPING;
      case Shipped _ -> OrderDeadline.CONFIRMATION;
      case Delivered _ -> OrderDeadline.RELEASE;
      case Opened _ -> OrderDeadline.ANSWER;
      case Answered _ -> OrderDeadline.DECISION;
      case Decided _ -> OrderDeadline.APPEAL;
      case Appealed _ -> OrderDeadline.SECOND_DECISION;
    };
  }
}
