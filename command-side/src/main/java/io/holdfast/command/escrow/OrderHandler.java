package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.EvidenceAdded;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.OrderPaymentLost;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.OrderReleaseAnnounced;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PassOrderDeadline;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentId;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.money.Assets;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountDecider;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.journal.Journal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Carries out what is asked of orders. A step and the money that it moves are one append. Locks:
 * order, then accounts by id, then entry. What may still be refused, a payment from a balance, is
 * booked before the order's facts are recorded.
 */
public final class OrderHandler {
  private final Aggregates<OrderAggregate, Order, OrderEvent> orders;
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Journal journal;
  private final Assets assets;
  private final Clock clock;

  public OrderHandler(
      Aggregates<OrderAggregate, Order, OrderEvent> orders,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Journal journal,
      Assets assets,
      Clock clock) {
    this.orders = orders;
    this.accounts = accounts;
    this.journal = journal;
    this.assets = assets;
    this.clock = clock;
  }

  /**
   * The pot is open and both accounts are the parties' own from here on, so no payout is refused.
   * That the pot comes after the accounts whatever its id delays nobody: it is new.
   */
  @CommandHandler
  void handle(CreateOrder command) {
    var order = orders.load(command.targetId());
    List<OrderEvent> events = OrderDecider.decide(command, order.state(), clock.instant());
    if (!events.isEmpty()) {
      requireOwn(command);
      order.record(events);
      if (command.mode() != PaymentMode.CONTRACT) {
        accounts.decide(
            command.orderId().pot().value(),
            state -> AccountDecider.openPot(command.orderId(), state));
      }
    }
  }

  /** In the order of ids, as everywhere. */
  private void requireOwn(CreateOrder command) {
    Stream.of(command.buyer(), command.seller())
        .sorted(Comparator.comparing(Party::accountId))
        .forEach(this::requireOwn);
  }

  private void requireOwn(Party party) {
    Open account = accounts.load(party.accountId().value()).state().requireOpen();
    if (!account.ownerId().equals(party.userId().value())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Each side pays and is paid by an own account.");
    }
  }

  @CommandHandler
  void handle(PayOrder command) {
    decide(command);
  }

  @CommandHandler
  void handle(ReportOrderPayment command) {
    decide(command);
  }

  @CommandHandler
  void handle(ConfirmOrderPayment command) {
    decide(command);
  }

  @CommandHandler
  void handle(LoseOrderPayment command) {
    decide(command);
  }

  @CommandHandler
  void handle(ShipOrder command) {
    decide(command);
  }

  @CommandHandler
  void handle(ConfirmDelivery command) {
    decide(command);
  }

  @CommandHandler
  void handle(ReleaseOrder command) {
    decide(command);
  }

  @CommandHandler
  void handle(CancelOrder command) {
    decide(command);
  }

  @CommandHandler
  void handle(OpenDispute command) {
    decide(command);
  }

  @CommandHandler
  void handle(AnswerDispute command) {
    decide(command);
  }

  @CommandHandler
  void handle(AddEvidence command) {
    decide(command);
  }

  @CommandHandler
  void handle(DecideDispute command) {
    decide(command);
  }

  @CommandHandler
  void handle(AppealDispute command) {
    decide(command);
  }

  @CommandHandler
  void handle(FollowContract command) {
    decide(command);
  }

  @CommandHandler
  long handle(PassOrderDeadline command) {
    Instant now = clock.instant();
    Order after = orderAfter(command, now);
    return DeadlineDecider.waitsUntilMillis(command, after, now);
  }

  private void decide(OrderCommand command) {
    orderAfter(command, clock.instant());
  }

  private Order orderAfter(OrderCommand command, Instant now) {
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
          OrderPaymentSeen _,
          OrderPaymentLost _,
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
