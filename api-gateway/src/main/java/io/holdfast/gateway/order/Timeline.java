package io.holdfast.gateway.order;

import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.EvidenceAdded;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.OrderPaymentLost;
import io.holdfast.api.escrow.OrderPaymentRecorded;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.OrderQuoted;
import io.holdfast.api.escrow.OrderReleaseAnnounced;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderHistory.Happened;
import io.holdfast.api.user.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order, who did it, and who could see it from that moment on. Pure.
 *
 * <p>The law of sight: both sides, and whoever may mediate, see all that happens as it happens. The
 * delivery address alone is apart: it is the buyer's until the order is funded, then the seller's,
 * too, and never a mediator's. What gave sight of it is a line of its own.
 */
record Timeline(List<Line> items) {
  static final String ADDRESS_GIVEN = "DeliveryAddressGiven";
  static final String ADDRESS_SHOWN = "DeliveryAddressShown";

  /** Who has to do with an order. */
  enum Side {
    BUYER,
    SELLER,
    MEDIATOR,
    /** Time, a chain, or the ledger itself. */
    SYSTEM
  }

  /**
   * One line.
   *
   * @param index of the event among the order's own, from 0; of what follows from it alone, too
   * @param event its name
   * @param by a user's id; null for the SYSTEM
   * @param cid of the content that it shows
   * @param amount that was to be paid, seen or paid
   * @param toSeller and {@code toBuyer}: the shares that were decided or paid
   * @param reason why, as a code
   * @param entryId of the journal, where money moved
   * @param dueAtMillis until when the next is waited for
   * @param visibleTo who could see it, from {@code atMillis} on
   */
  record Line(
      long index,
      long atMillis,
      String event,
      @Nullable String by,
      Side role,
      @Nullable String cid,
      @Nullable String amount,
      @Nullable String toSeller,
      @Nullable String toBuyer,
      @Nullable String asset,
      @Nullable String reason,
      @Nullable String entryId,
      @Nullable Long dueAtMillis,
      List<Side> visibleTo) {}

  private static final List<Side> ALL = List.of(Side.BUYER, Side.SELLER, Side.MEDIATOR);

  static Timeline of(OrderHistory history) {
    OrderCreated order = history.created().orElseThrow();
    List<Line> lines = new ArrayList<>();
    boolean shown = order.deliveryAddress() == null;
    for (Happened each : history.items()) {
      lines.add(line(each, order));
      if (order.deliveryAddress() != null && each.event() instanceof OrderCreated) {
        lines.add(plain(each, ADDRESS_GIVEN, order.buyerId(), Side.BUYER, List.of(Side.BUYER)));
      }
      if (!shown && givesSight(each.event())) {
        lines.add(plain(each, ADDRESS_SHOWN, null, Side.SYSTEM, List.of(Side.BUYER, Side.SELLER)));
        shown = true;
      }
    }
    return new Timeline(List.copyOf(lines));
  }

  /** From the first of these on the seller sees the address; a contract may skip some. */
  private static boolean givesSight(OrderEvent event) {
    return switch (event) {
      case OrderFunded _, OrderShipped _, OrderDelivered _ -> true;
      case DisputeOpened _, OrderReleased _, OrderResolved _ -> true;
      default -> false;
    };
  }

  private static Line plain(
      Happened at, String event, @Nullable String by, Side role, List<Side> visibleTo) {
    return new Line(
        at.index(),
        at.atMillis(),
        event,
        by,
        role,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        visibleTo);
  }

  private static Line line(Happened happened, OrderCreated order) {
    String by = by(happened);
    OrderEvent event = happened.event();
    Shown shown = shown(event);
    return new Line(
        happened.index(),
        happened.atMillis(),
        event.getClass().getSimpleName(),
        by,
        side(by, order),
        shown.cid(),
        shown.amount(),
        shown.toSeller(),
        shown.toBuyer(),
        shown.asset(),
        shown.reason(),
        shown.entryId(),
        shown.dueAtMillis(),
        ALL);
  }

  /** A person whom the event names, or in whose name it was asked for. */
  private static @Nullable String by(Happened happened) {
    if (happened.event() instanceof DisputeOpened opened) {
      return opened.openedBy();
    }
    String actor = happened.actor();
    return actor != null && actor.startsWith(UserId.PREFIX) ? actor : null;
  }

  private static Side side(@Nullable String by, OrderCreated order) {
    if (by == null) {
      return Side.SYSTEM;
    }
    return by.equals(order.buyerId())
        ? Side.BUYER
        : by.equals(order.sellerId()) ? Side.SELLER : Side.MEDIATOR;
  }

  private static Shown shown(OrderEvent event) {
    return switch (event) {
      case OrderCreated e ->
          Shown.amount(e.price(), e.asset()).cid(e.metadataCid()).due(e.dueAtMillis());
      case OrderQuoted e -> Shown.amount(e.amount(), e.asset());
      case ProductOrdered _ -> Shown.NOTHING;
      case OrderPaymentSeen e -> Shown.amount(e.amount(), e.asset());
      case OrderPaymentLost _ -> Shown.NOTHING;
      case OrderPaymentRecorded _ -> Shown.NOTHING;
      case OrderPaid e -> Shown.amount(e.amount(), e.asset()).entry(e.entryId());
      case OrderFunded e -> Shown.NOTHING.due(e.dueAtMillis());
      case OrderShipped e -> Shown.NOTHING.cid(e.trackingCid()).due(e.dueAtMillis());
      case OrderReleaseAnnounced e -> Shown.NOTHING.due(e.dueAtMillis());
      case OrderDelivered e -> Shown.NOTHING.due(e.dueAtMillis());
      case OrderCancellationAsked _ -> Shown.NOTHING;
      case OrderReleased e -> Shown.NOTHING.reason(e.cause());
      case OrderCancelled e -> Shown.NOTHING.reason(e.cause());
      case OrderExpired _ -> Shown.NOTHING;
      case DisputeOpened e ->
          Shown.NOTHING.cid(e.evidenceCid()).reason(e.reason()).due(e.dueAtMillis());
      case DisputeAnswered e -> Shown.NOTHING.cid(e.evidenceCid()).due(e.dueAtMillis());
      case EvidenceAdded e -> Shown.NOTHING.cid(e.evidenceCid());
      case DisputeDecided e ->
          Shown.shares(e.toSeller(), e.toBuyer(), e.asset())
              .reason(e.reason())
              .due(e.dueAtMillis());
      case DisputeAppealed e -> Shown.NOTHING.cid(e.evidenceCid()).due(e.dueAtMillis());
      case OrderResolved e -> Shown.shares(e.toSeller(), e.toBuyer(), e.asset()).reason(e.reason());
      case OrderPaidOut e ->
          Shown.shares(e.toSeller(), e.toBuyer(), e.asset()).reason(e.cause()).entry(e.entryId());
      case ContractFollowed e ->
          Shown.shares(e.toSeller(), e.toBuyer(), e.asset()).reason(e.step());
      case ContractAsked e -> Shown.NOTHING.due(e.dueAtMillis());
    };
  }

  /** What an event says beside that it happened. */
  private record Shown(
      @Nullable String cid,
      @Nullable String amount,
      @Nullable String toSeller,
      @Nullable String toBuyer,
      @Nullable String asset,
      @Nullable String reason,
      @Nullable String entryId,
      @Nullable Long dueAtMillis) {
    static final Shown NOTHING = new Shown(null, null, null, null, null, null, null, null);

    static Shown amount(String amount, String asset) {
      return new Shown(null, amount, null, null, asset, null, null, null);
    }

    static Shown shares(String toSeller, String toBuyer, String asset) {
      return new Shown(null, null, toSeller, toBuyer, asset, null, null, null);
    }

    Shown cid(@Nullable String next) {
      return new Shown(next, amount, toSeller, toBuyer, asset, reason, entryId, dueAtMillis);
    }

    Shown reason(@Nullable String next) {
      return new Shown(cid, amount, toSeller, toBuyer, asset, next, entryId, dueAtMillis);
    }

    Shown entry(String next) {
      return new Shown(cid, amount, toSeller, toBuyer, asset, reason, next, dueAtMillis);
    }

    Shown due(long next) {
      return new Shown(cid, amount, toSeller, toBuyer, asset, reason, entryId, next);
    }
  }
}
