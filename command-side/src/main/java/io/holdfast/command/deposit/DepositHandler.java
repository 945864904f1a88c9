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
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.policy.Policies;
import io.holdfast.command.rail.RailAggregate;
import io.holdfast.command.rail.RailCursor;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Takes in what rails report of payments. A credit is one append: the deposit, the request it
 * counts for, the journal entry and the account; so is a reversal. Locks are taken in the order
 * deposit, request, account.
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

  public DepositHandler(
      Aggregates<DepositAggregate, Deposit, PaymentEvent> deposits,
      Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Aggregates<RailAggregate, RailCursor, RailEvent> cursors,
      Journal journal,
      Assets assets,
      Rails rails,
      Policies policies) {
    this.deposits = deposits;
    this.requests = requests;
    this.accounts = accounts;
    this.cursors = cursors;
    this.journal = journal;
    this.assets = assets;
    this.rails = rails;
    this.policies = policies;
  }

  @CommandHandler
  void handle(ReportPayment command) {
    Rail rail = rails.require(command.rail());
    BigInteger dustLimit = policies.dustLimit(assets.require(command.amount().asset().code()));
    decide(
        command.depositId(),
        state -> {
          Intake intake =
              new Intake(
                  requests.load(command.requestId().value()).state(),
                  dustLimit,
                  rail.creditDepthBlocks(),
                  rail.finalityDepthBlocks());
          return DepositDecider.report(command, intake, () -> available(state), state);
        });
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
    List<PaymentEvent> events = decision.apply(deposit.state());
    deposit.record(events);
    for (PaymentEvent event : events) {
      carryOut(id, event, deposit.state());
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
    requests.decide(
        payment.requestId(),
        state ->
            DepositRequestDecider.count(
                id, payment.amount(), payment.seenAtMillis(), state.requireRequested()));
    journal.postNew(DepositJournal.entry(event, assets.require(event.asset())));
  }

  private void reverse(DepositId id, DepositReversed event, Payment payment) {
    requests.decide(
        payment.requestId(),
        state -> DepositRequestDecider.uncount(id, payment.amount(), state.requireRequested()));
    journal.postNew(DepositJournal.entry(event, assets.require(event.asset())));
  }

  /** Asked only of a credited payment; its request is locked before its account. */
  private BigInteger available(Deposit state) {
    Payment payment = state.requireSeen().payment();
    requests.load(payment.requestId());
    return accounts.load(payment.accountId()).state().requireOpen().available(payment.asset());
  }
}
