package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.CreateOrderByQuote;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderQuoted;
import io.holdfast.api.escrow.PassOrderDeadline;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.api.quote.QuoteMade;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.quote.Quote;
import io.holdfast.command.quote.QuoteAggregate;
import io.holdfast.command.quote.QuoteDecider;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;

/** Carries out what is asked of orders. A step and the money that it moves are one append. */
public final class OrderHandler {
  private final Aggregates<OrderAggregate, Order, OrderEvent> orders;
  private final Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes;
  private final OrderSteps steps;
  private final OrderOpening opening;
  private final Clock clock;

  public OrderHandler(
      Aggregates<OrderAggregate, Order, OrderEvent> orders,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes,
      OrderSteps steps,
      Rails rails,
      Clock clock) {
    this.orders = orders;
    this.quotes = quotes;
    this.steps = steps;
    this.opening = new OrderOpening(accounts, rails);
    this.clock = clock;
  }

  @CommandHandler
  void handle(CreateOrder command) {
    create(command, List.of());
  }

  /** The quote is used up in the append that makes the order: not by two, and never for nothing. */
  @CommandHandler
  void handle(CreateOrderByQuote command) {
    Order known = orders.load(command.targetId()).state();
    var quote = quotes.load(command.quoteId().value());
    if (known instanceof Order.Existing) {
      QuoteDecider.requireUsed(command, quote.state());
    } else {
      quote.record(QuoteDecider.use(command, quote.state(), clock.instant()));
    }
    create(command.order(), List.of(quoted(command, quote.state().requireMade().told())));
  }

  private static OrderQuoted quoted(CreateOrderByQuote command, QuoteMade quote) {
    return new OrderQuoted(
        command.targetId(),
        quote.quoteId(),
        quote.fromAsset(),
        quote.fromAmount(),
        quote.rate(),
        quote.rounding(),
        quote.source(),
        quote.ratedAtMillis());
  }

  /**
   * @param more of what is true of a new order
   */
  private void create(CreateOrder command, List<OrderEvent> more) {
    var order = orders.load(command.targetId());
    List<OrderEvent> events = OrderDecider.decide(command, order.state(), clock.instant());
    opening.open(
        command,
        order,
        events.isEmpty() ? events : Stream.concat(events.stream(), more.stream()).toList());
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
  void handle(RecordOrderPayment command) {
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
    Order after = steps.take(command, now);
    return DeadlineDecider.waitsUntilMillis(command, after, now);
  }

  private void decide(OrderCommand command) {
    steps.take(command, clock.instant());
  }
}
