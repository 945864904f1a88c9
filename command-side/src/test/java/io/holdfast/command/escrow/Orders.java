package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.content.Cid;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.DecisionReason;
import io.holdfast.api.escrow.DisputeReason;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.Item;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderTimes;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PassOrderDeadline;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentId;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order of 1,001 between Bea, who buys, and Sam, who sells; Olivia and Adam may decide. */
final class Orders {
  static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  static final long PRICE = 1_001;
  static final OrderId ID = new OrderId("order:1");
  static final UserId BUYER = new UserId("user:bea");
  static final UserId SELLER = new UserId("user:sam");
  static final UserId OLIVIA = new UserId("user:olivia");
  static final UserId ADAM = new UserId("user:adam");
  static final AccountId BUYERS = new AccountId("account:bea");
  static final AccountId SELLERS = new AccountId("account:sam");
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final OrderTimes TIMES =
      new OrderTimes(
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(14),
          Duration.ofDays(3),
          Duration.ofDays(4),
          Duration.ofDays(5),
          Duration.ofDays(6));
  static final Sealed SECRET = new Sealed(Sealed.PREFIX + "a".repeat(40));

  private Orders() {}

  static Cid cid(int number) {
    return new Cid("b" + "a".repeat(57) + (char) ('a' + number));
  }

  static Money money(long minor) {
    return Money.of(BTC, minor);
  }

  static PaymentId payment(String name) {
    return new PaymentId("payment:bitcoin:" + name);
  }

  static Money kes(long cents) {
    return Money.of(new Asset("KES", 2, "mpesa"), cents);
  }

  static CreateOrder byMobileMoney(Money price) {
    CreateOrder wish = wish(PaymentMode.CHAIN);
    return new CreateOrder(
        wish.orderId(),
        wish.buyer(),
        wish.seller(),
        wish.item(),
        price,
        PaymentMode.MPESA,
        wish.times(),
        wish.deliveryAddress(),
        wish.phone());
  }

  /** By another mode than M-Pesa, which has its own asset. */
  static CreateOrder wish(PaymentMode mode) {
    return wish(ID, mode);
  }

  static CreateOrder wish(OrderId id, PaymentMode mode) {
    return new CreateOrder(
        id,
        new Party(BUYER, BUYERS),
        new Party(SELLER, SELLERS),
        new Item("lamp-1", "A lamp", cid(0)),
        money(PRICE),
        mode,
        TIMES,
        SECRET,
        SECRET);
  }

  static PayOrder pay() {
    return new PayOrder(ID, BUYER);
  }

  static ReportOrderPayment seen(String payment, long amount) {
    return new ReportOrderPayment(ID, payment(payment), money(amount));
  }

  static ConfirmOrderPayment paid(String payment, long amount) {
    return new ConfirmOrderPayment(ID, payment(payment), money(amount));
  }

  static LoseOrderPayment lost(String payment) {
    return new LoseOrderPayment(ID, payment(payment));
  }

  static RecordOrderPayment recorded(String payment) {
    return new RecordOrderPayment(
        ID, payment(payment), "polkadot-evm", "0xfeed", new BlockRef(7, "0xb10c"));
  }

  static ShipOrder ship() {
    return new ShipOrder(ID, SELLER, cid(1));
  }

  static ConfirmDelivery delivered() {
    return new ConfirmDelivery(ID, BUYER);
  }

  static ReleaseOrder release() {
    return new ReleaseOrder(ID, BUYER);
  }

  static CancelOrder cancel(UserId by) {
    return new CancelOrder(ID, by);
  }

  static OpenDispute complain(UserId by) {
    return new OpenDispute(ID, by, DisputeReason.DAMAGED, cid(2));
  }

  static AnswerDispute answer(UserId by) {
    return new AnswerDispute(ID, by, cid(3));
  }

  static AddEvidence show(UserId by, int number) {
    return new AddEvidence(ID, by, cid(number));
  }

  static DecideDispute decide(UserId by, long toSeller) {
    return new DecideDispute(
        ID, by, DecisionReason.BOTH_AT_FAULT, money(toSeller), money(PRICE - toSeller));
  }

  static AppealDispute appeal(UserId by) {
    return new AppealDispute(ID, by, cid(4));
  }

  static PassOrderDeadline passes(OrderDeadline deadline) {
    return new PassOrderDeadline(ID, deadline);
  }

  static FollowContract says(ContractStep step) {
    return says(step, null, 0, 0);
  }

  static FollowContract says(ContractStep step, @Nullable UserId by, long toSeller, long toBuyer) {
    return new FollowContract(ID, "0xabc:7", step, by, money(toSeller), money(toBuyer));
  }

  /** What becomes of an order by these commands, all of them taken. */
  static Order after(Order state, OrderCommand... commands) {
    Order order = state;
    for (OrderCommand command : commands) {
      for (OrderEvent event : OrderDecider.decide(command, order, NOW)) {
        order = OrderHistory.evolve(order, event);
      }
    }
    return order;
  }

  static Order aCreated(PaymentMode mode) {
    return after(Order.UNCREATED, wish(mode));
  }

  static Order aFunded() {
    return after(aCreated(PaymentMode.BALANCE), pay());
  }

  static Order aShipped() {
    return after(aFunded(), ship());
  }

  static Order aDelivered() {
    return after(aShipped(), delivered());
  }

  static Order anOpened() {
    return after(aShipped(), complain(BUYER));
  }

  static Order anAnswered() {
    return after(anOpened(), answer(SELLER));
  }

  static Order aDecided(long toSeller) {
    return after(anAnswered(), decide(OLIVIA, toSeller));
  }

  static Order anAppealed() {
    return after(aDecided(400), appeal(SELLER));
  }

  static Stage stage(Order order) {
    return order.requireExisting().stage();
  }
}
