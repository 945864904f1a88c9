package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.EvidenceAdded;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderId;
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
import io.holdfast.api.escrow.PaymentId;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.money.Assets;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes a step of an order, with the money that it moves, in the unit of work of whoever calls: it
 * is one append with what else happens there. Locks: order, then accounts by id, then entry. What
 * may still be refused, a payment from a balance, is booked before the order's facts are recorded.
 */
public final class OrderSteps {
  private final Aggregates<OrderAggregate, Order, OrderEvent> orders;
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Journal journal;
  private final Assets assets;

  public OrderSteps(
      Aggregates<OrderAggregate, Order, OrderEvent> orders,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Journal journal,
      Assets assets) {
    this.orders = orders;
    this.accounts = accounts;
    this.journal = journal;
    this.assets = assets;
  }

  /** The order as it stands; its lock is held from here on. */
  public Order load(OrderId orderId) {
    return orders.load(orderId.value()).state();
  }

  /**
   * @return the order after it
   * @throws io.holdfast.api.error.Rejection the order says no, or an account does
   */
  public Order take(OrderCommand command, Instant now) {
    var order = orders.load(command.targetId());
    List<OrderEvent> events = OrderDecider.decide(command, order.state(), now);
    book(events, order.state());
    order.record(events);
    return order.state();
  }

  private void book(List<OrderEvent> events, Order state) {
    List<JournalEntry> entries =
        events.stream().flatMap(event -> entry(event, state).stream()).toList();
    entries.stream()
        .flatMap(entry -> entry.guardedAccounts().stream())
        .sorted()
        .forEach(account -> accounts.load(account.value()));
    entries.forEach(this::book);
  }

  /** A payment's entry is looked for: another order may have had it. */
  private void book(JournalEntry entry) {
    if (PaymentId.names(entry.entryId())) {
      journal.postOnce(entry);
    } else {
      journal.postNew(entry);
    }
  }

  private Optional<JournalEntry> entry(OrderEvent event, Order state) {
    return switch (event) {
      case OrderPaid paid ->
          Optional.of(OrderJournal.entry(paid, terms(state), assets.require(paid.asset())));
      case OrderPaidOut out ->
          Optional.of(OrderJournal.entry(out, terms(state), assets.require(out.asset())));
      case OrderCreated _,
          OrderQuoted _,
          ProductOrdered _,
          OrderPaymentSeen _,
          OrderPaymentLost _,
          OrderPaymentRecorded _,
          OrderFunded _,
          OrderShipped _,
          OrderReleaseAnnounced _,
          OrderDelivered _,
          OrderCancellationAsked _,
          OrderReleased _,
          OrderCancelled _,
          OrderExpired _,
          DisputeOpened _,
          DisputeAnswered _,
          EvidenceAdded _,
          DisputeDecided _,
          DisputeAppealed _,
          OrderResolved _,
          ContractFollowed _,
          ContractAsked _ ->
          Optional.empty();
    };
  }

  private static Terms terms(Order state) {
    return state.requireExisting().terms();
  }
}
