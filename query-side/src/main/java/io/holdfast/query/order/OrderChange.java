package io.holdfast.query.order;

import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderState;
import io.holdfast.api.query.OrderView;
import io.holdfast.query.fold.LoggedEvent;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order on its way to the next state: what one event leaves out stays as it was. */
final class OrderChange {
  private final OrderRow row;
  private final Map<String, BigInteger> seen;
  private OrderView.@Nullable Bought product;
  private String state;
  private String paid;
  private String paidToSeller;
  private String paidToBuyer;
  private @Nullable String trackingCid;
  private @Nullable String waitsFor;
  private @Nullable Long dueAtMillis;
  private @Nullable String cancellationAskedBy;
  private int releaseAnnounced;
  private @Nullable String endedBy;
  private @Nullable String endCause;
  private OrderView.@Nullable Dispute dispute;
  private OrderView.@Nullable Recorded recorded;
  private OrderView.@Nullable Quoted quoted;

  OrderChange(OrderRow row) {
    this.row = row;
    OrderView view = row.view();
    seen = new HashMap<>(row.seen());
    product = view.product();
    state = view.state();
    paid = view.paid();
    paidToSeller = view.paidToSeller();
    paidToBuyer = view.paidToBuyer();
    trackingCid = view.trackingCid();
    waitsFor = view.waitsFor();
    dueAtMillis = view.dueAtMillis();
    cancellationAskedBy = view.cancellationAskedBy();
    releaseAnnounced = view.releaseAnnounced();
    endedBy = view.endedBy();
    endCause = view.endCause();
    dispute = view.dispute();
    recorded = view.recorded();
    quoted = view.quoted();
  }

  OrderView before() {
    return row.view();
  }

  OrderChange bought(OrderView.Bought what) {
    product = what;
    return this;
  }

  OrderChange seeing(String paymentId, BigInteger amount) {
    seen.put(paymentId, amount);
    return this;
  }

  OrderChange losing(String paymentId) {
    seen.remove(paymentId);
    return this;
  }

  OrderChange paid(String inSum) {
    paid = inSum;
    return this;
  }

  OrderChange paidOut(String toSeller, String toBuyer) {
    paidToSeller = toSeller;
    paidToBuyer = toBuyer;
    return this;
  }

  /** A wish to cancel, and what was announced, are of the state that is left. */
  OrderChange to(OrderState next, OrderDeadline deadline, long due) {
    state = next.name();
    cancellationAskedBy = null;
    releaseAnnounced = 0;
    return waitsFor(deadline, due);
  }

  OrderChange waitsFor(OrderDeadline deadline, long due) {
    waitsFor = OrderSteps.waitsFor(deadline, row.view().payment()).name();
    dueAtMillis = due;
    return this;
  }

  OrderChange tracking(@Nullable String cid) {
    trackingCid = cid;
    return this;
  }

  OrderChange announced(int notices) {
    releaseAnnounced = notices;
    return this;
  }

  OrderChange cancellationAskedBy(String by) {
    cancellationAskedBy = by;
    return this;
  }

  OrderChange dispute(OrderView.Dispute next) {
    dispute = next;
    return this;
  }

  OrderChange recorded(OrderView.Recorded record) {
    recorded = record;
    return this;
  }

  OrderChange quoted(OrderView.Quoted by) {
    quoted = by;
    return this;
  }

  OrderChange end(OrderState next, @Nullable String by, @Nullable String cause) {
    state = next.name();
    cancellationAskedBy = null;
    releaseAnnounced = 0;
    waitsFor = null;
    dueAtMillis = null;
    endedBy = by;
    endCause = cause;
    return this;
  }

  OrderRow at(LoggedEvent logged) {
    OrderView view = row.view();
    return new OrderRow(
        new OrderView(
            view.orderId(),
            view.buyerId(),
            view.buyerAccountId(),
            view.sellerId(),
            view.sellerAccountId(),
            view.potAccountId(),
            view.itemReference(),
            view.title(),
            view.metadataCid(),
            product,
            view.asset(),
            view.price(),
            view.payment(),
            state,
            paid,
            OrderRows.sum(seen),
            paidToSeller,
            paidToBuyer,
            trackingCid,
            waitsFor,
            dueAtMillis,
            cancellationAskedBy,
            releaseAnnounced,
            endedBy,
            endCause,
            dispute,
            recorded,
            quoted,
            view.times(),
            view.hasDeliveryAddress(),
            view.createdAtMillis(),
            logged.atMillis(),
            logged.index()),
        seen,
        row.createdIndex());
  }
}
