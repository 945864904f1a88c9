package io.holdfast.query.order;

import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.EvidenceAdded;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.OrderPaymentLost;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.OrderReleaseAnnounced;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.PaymentMode;
import java.util.List;

/** What an order between alice, who buys, and bob may tell of itself. */
public final class OrderEvents {
  public static final String BUYER = "user:alice";
  public static final String SELLER = "user:bob";
  public static final String OLIVIA = "user:olivia";
  public static final String ADAM = "user:adam";
  public static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";

  private OrderEvents() {}

  public static OrderCreated created(String id, PaymentMode mode, String seller) {
    return new OrderCreated(
        id,
        BUYER,
        "account:alice-main",
        seller,
        "account:bob-main",
        mode == PaymentMode.CONTRACT ? null : new OrderId(id).pot().value(),
        "lamp-1",
        "A lamp\\with\ta tab",
        CID,
        "BTC",
        "100",
        mode.name(),
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        "sealed:address",
        null,
        9_001);
  }

  public static OrderPaid paid(String id, String payment, String amount, String potAfter) {
    return new OrderPaid(
        id, payment, "boundary:world:bitcoin", "entry:" + payment, "BTC", amount, potAfter);
  }

  public static OrderPaidOut paidOut(String id, String toSeller, String toBuyer, String after) {
    return new OrderPaidOut(
        id, "entry:" + id + ":out-1", "RESOLVED", "BTC", toSeller, toBuyer, after);
  }

  /** Paid in two parts, one of which was lost before, and then fought over to the end. */
  public static List<OrderEvent> disputed(String id) {
    return List.of(
        created(id, PaymentMode.CHAIN, SELLER),
        new OrderPaymentSeen(id, "payment:a-b=1", "BTC", "60"),
        new OrderPaymentSeen(id, "payment:lost", "BTC", "40"),
        new OrderPaymentLost(id, "payment:lost"),
        paid(id, "payment:a-b=1", "60", "60"),
        paid(id, "payment:b", "40", "100"),
        new OrderFunded(id, 9_002),
        new OrderShipped(id, CID, 8_000, 9_003),
        new OrderReleaseAnnounced(id, 1, 9_003),
        new DisputeOpened(id, BUYER, "DAMAGED", CID, 9_004),
        new DisputeAnswered(id, SELLER, CID, 9_005),
        new EvidenceAdded(id, BUYER, CID),
        new DisputeDecided(id, OLIVIA, "ITEM_FAULTY", "BTC", "10", "90", 9_006),
        new DisputeAppealed(id, SELLER, CID, 9_007),
        new OrderResolved(id, ADAM, "BOTH_AT_FAULT", "BTC", "51", "49"),
        paidOut(id, "51", "49", "0"));
  }
}
