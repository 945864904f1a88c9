package io.holdfast.bench;

import io.holdfast.api.content.Cid;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.Item;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderTimes;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.money.Assets;
import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.user.UserId;
import io.holdfast.command.Aggregates;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.escrow.Order;
import io.holdfast.command.escrow.OrderAggregate;
import io.holdfast.command.escrow.OrderHandler;
import io.holdfast.command.escrow.OrderSteps;
import io.holdfast.command.quote.Quote;
import io.holdfast.command.quote.QuoteAggregate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;

/** Orders between the people of a {@link Ledger}, each from its making to its release. */
final class Trades {
  /** What one life of an order is made of; each is one command, and one append. */
  enum Step {
    CREATE,
    PAY,
    SHIP,
    CONFIRM,
    RELEASE
  }

  private static final Cid PROOF =
      new Cid("bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy");
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final OrderTimes TIMES =
      new OrderTimes(A_DAY, A_DAY, A_DAY, A_DAY, A_DAY, A_DAY, A_DAY);

  private final AtomicLong number = new AtomicLong();
  private final Ledger ledger;

  Trades(LogNode node, CommandBus bus, Ledger ledger, Clock clock) {
    this.ledger = ledger;
    Aggregates<OrderAggregate, Order, OrderEvent> orders =
        new Aggregates<>(node.repository(OrderAggregate.class), OrderAggregate::new);
    OrderSteps steps =
        new OrderSteps(orders, ledger.accounts, ledger.journal, new Assets(List.of(Ledger.ASSET)));
    Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes =
        new Aggregates<>(node.repositoryOfUnkept(QuoteAggregate.class), QuoteAggregate::new);
    Ledger.subscribe(
        bus, new OrderHandler(orders, ledger.accounts, quotes, steps, new Rails(List.of()), clock));
  }

  /**
   * One life.
   *
   * @return how long each step took, in nanoseconds
   */
  Map<Step, Long> live() {
    int buyer = Ledger.any();
    int seller = (buyer + 1 + Ledger.any() / 2) % Ledger.ACCOUNTS;
    OrderId id = next();
    Map<Step, Long> taken = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      long asked = System.nanoTime();
      take(step, id, buyer, seller);
      taken.put(step, System.nanoTime() - asked);
    }
    return taken;
  }

  /** So many that are paid and wait for their sellers. */
  List<OrderId> funded(int count) {
    List<OrderId> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      OrderId id = next();
      int buyer = i % (Ledger.ACCOUNTS - 1);
      take(Step.CREATE, id, buyer, buyer + 1);
      take(Step.PAY, id, buyer, buyer + 1);
      made.add(id);
    }
    return made;
  }

  private OrderId next() {
    return new OrderId(OrderId.PREFIX + "bench-" + number.incrementAndGet());
  }

  private void take(Step step, OrderId id, int buyer, int seller) {
    ledger.send(
        switch (step) {
          case CREATE ->
              new CreateOrder(
                  id,
                  party(buyer),
                  party(seller),
                  new Item("lamp-1", "A lamp", null),
                  Ledger.money(1),
                  PaymentMode.BALANCE,
                  TIMES,
                  null,
                  null);
          case PAY -> new PayOrder(id, user(buyer));
          case SHIP -> new ShipOrder(id, user(seller), PROOF);
          case CONFIRM -> new ConfirmDelivery(id, user(buyer));
          case RELEASE -> new ReleaseOrder(id, user(buyer));
        });
  }

  private static Party party(int number) {
    return new Party(user(number), Ledger.account(number));
  }

  private static UserId user(int number) {
    return new UserId("user:" + number);
  }
}
