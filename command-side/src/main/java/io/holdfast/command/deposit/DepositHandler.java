package io.holdfast.command.deposit;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositFinalized;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositReplaced;
import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.PaymentEvent;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.deposit.Deposit.Confirming;
import io.holdfast.command.deposit.Deposit.Credited;
import io.holdfast.command.deposit.Deposit.Detected;
import io.holdfast.command.deposit.Deposit.Final;
import io.holdfast.command.deposit.Deposit.Orphaned;
import io.holdfast.command.deposit.Deposit.Replaced;
import io.holdfast.command.deposit.Deposit.Seen;
import io.holdfast.command.deposit.Deposit.Suspended;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.OrderSteps;
import io.holdfast.command.escrow.PaymentDecider;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.policy.Policies;
import io.holdfast.command.rail.RailAggregate;
import io.holdfast.command.rail.RailCursor;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Takes in what rails report of payments. A credit is one append: the deposit, the request it
 * counts for, the journal entry and the account; so is a reversal. An order hears of its payments
 * in the append in which they change: seen, lost, and final, with the entry into its pot; where it
 * says no, nothing happened. Locks are taken in the order deposit, request, order, account.
 */
public final class DepositHandler {
  private final Aggregates<DepositAggregate, Deposit, PaymentEvent> deposits;
  private final Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests;
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Aggregates<RailAggregate, RailCursor, RailEvent> cursors;
  private final Journal journal;
  private final Assets assets;
  private final Rails rails;
  private final Policies policies;
  private final OrderSteps orders;
  private final Clock clock;

  public DepositHandler(
      Aggregates<DepositAggregate, Deposit, PaymentEvent> deposits,
      Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Aggregates<RailAggregate, RailCursor, RailEvent> cursors,
      Journal journal,
      Assets assets,
      Rails rails,
      Policies policies,
      OrderSteps orders,
      Clock clock) {
    this.deposits = deposits;
    this.requests = requests;
    this.accounts = accounts;
    this.cursors = cursors;
    this.journal = journal;
    this.assets = assets;
    this.rails = rails;
    this.policies = policies;
    this.orders = orders;
    this.clock = clock;
  }

  @CommandHandler
  void handle(ReportPayment command) {
    Rail rail = rails.require(command.rail());
    decide(
        command.depositId(),
        state -> {
          Intake intake =
              new Intake(
                  requests.load(command.requestId().value()).state(),
                  dustLimit(command),
                  rail.creditDepthBlocks(),
                  rail.finalityDepthBlocks());
          return DepositDecider.report(command, intake, () -> available(state), state);
        });
  }

  /** What an order still lacks is no dust, however little it is: else it could never be paid. */
  private BigInteger dustLimit(ReportPayment command) {
    BigInteger limit = policies.dustLimit(assets.require(command.amount().asset().code()));
    return command
        .requestId()
        .orderId()
        .map(orders::load)
        .filter(Existing.class::isInstance)
        .map(order -> PaymentDecider.missing(order.requireExisting()))
        .filter(missing -> missing.signum() > 0)
        .map(limit::min)
        .orElse(limit);
  }

  @CommandHandler
  void handle(CountConfirmations command) {
    decide(command.depositId(), state -> DepositDecider.count(command, state));
  }

  @CommandHandler
  void handle(OrphanPayment command) {
    decide(
        command.depositId(),
        state ->
            DepositDecider.orphan(
                command, () -> acceptsBranch(state), () -> available(state), state));
  }

  private boolean acceptsBranch(Deposit state) {
    String rail = state.requireSeen().payment().rail();
    return cursors.load("rail:" + rail).state().isAcceptingABranch();
  }

  @CommandHandler
  void handle(ReplacePayment command) {
    decide(command.depositId(), state -> DepositDecider.replace(command, state));
  }

  private void decide(DepositId id, Function<Deposit, List<PaymentEvent>> decision) {
    var deposit = deposits.load(id.value());
    Deposit before = deposit.state();
    List<PaymentEvent> events = decision.apply(before);
    deposit.record(events);
    for (PaymentEvent event : events) {
      carryOut(id, event, deposit.state());
    }
    if (!events.isEmpty()) {
      tellOrder(id, before, deposit.state().requireSeen());
    }
  }

  private void carryOut(DepositId id, PaymentEvent event, Deposit after) {
    switch (event) {
      case DepositCredited credited -> credit(id, credited, after.requireSeen().payment());
      case DepositReversed reversed -> reverse(id, reversed, after.requireSeen().payment());
      case DepositDetected _,
          DepositConfirmed _,
          DepositFinalized _,
          DepositOrphaned _,
          DepositReplaced _,
          DepositSuspended _ -> {}
    }
  }

  private void credit(DepositId id, DepositCredited event, Payment payment) {
    if (payment.orderId().isEmpty()) {
      requests.decide(
          payment.requestId(),
          state ->
              DepositRequestDecider.count(
                  id, payment.amount(), payment.seenAtMillis(), state.requireRequested()));
    }
    journal.postNew(DepositJournal.entry(event, assets.require(event.asset())));
  }

  private void reverse(DepositId id, DepositReversed event, Payment payment) {
    if (payment.orderId().isEmpty()) {
      requests.decide(
          payment.requestId(),
          state -> DepositRequestDecider.uncount(id, payment.amount(), state.requireRequested()));
    }
    journal.postNew(DepositJournal.entry(event, assets.require(event.asset())));
  }

  /** Until the payment is in its pot. What is there stays there, whatever the chain says later. */
  private void tellOrder(DepositId id, Deposit before, Seen after) {
    Payment payment = after.payment();
    Optional<OrderId> order = payment.orderId();
    if (order.isPresent() && !isInPot(before)) {
      tell(order.get(), id, after);
    }
  }

  private static boolean isInPot(Deposit deposit) {
    return deposit instanceof Final
        || (deposit instanceof Seen seen && !seen.payment().isForAPot());
  }

  private void tell(OrderId order, DepositId id, Seen now) {
    switch (now) {
      case Detected _, Confirming _ ->
          take(new ReportOrderPayment(order, id.payment(), amount(now.payment())));
      case Orphaned _, Replaced _ -> take(new LoseOrderPayment(order, id.payment()));
      case Final _ -> fund(order, id, now.payment());
      case Suspended _ -> {}
      case Credited _ -> throw new Defect(id + " is credited, and is for an order");
    }
  }

  private void fund(OrderId order, DepositId id, Payment payment) {
    var request = requests.load(payment.requestId());
    boolean late = orders.load(order).requireExisting().isOver();
    request.record(
        DepositRequestDecider.count(
            id, payment.amount(), late, request.state().requireRequested()));
    take(new ConfirmOrderPayment(order, id.payment(), amount(payment)));
  }

  private void take(OrderCommand command) {
    orders.take(command, clock.instant());
  }

  private Money amount(Payment payment) {
    return new Money(assets.require(payment.asset()), payment.amount());
  }

  /**
   * Asked only of a credited payment; its request is locked before its account. What is in a pot
   * may be another's by now, and is never given back.
   */
  private BigInteger available(Deposit state) {
    Payment payment = state.requireSeen().payment();
    if (payment.orderId().isPresent()) {
      return BigInteger.ZERO;
    }
    requests.load(payment.requestId());
    return accounts.load(payment.accountId()).state().requireOpen().available(payment.asset());
  }
}
