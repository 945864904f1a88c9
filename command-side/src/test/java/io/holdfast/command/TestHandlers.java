package io.holdfast.command;

import io.holdfast.api.rail.Rails;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProofs;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountHandler;
import io.holdfast.command.deposit.DepositAggregate;
import io.holdfast.command.deposit.DepositHandler;
import io.holdfast.command.deposit.DepositRequestAggregate;
import io.holdfast.command.deposit.DepositRequestHandler;
import io.holdfast.command.escrow.OrderAggregate;
import io.holdfast.command.escrow.OrderHandler;
import io.holdfast.command.escrow.OrderSteps;
import io.holdfast.command.escrow.OrdersPaid;
import io.holdfast.command.escrow.ProductOrderHandler;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.journal.PostEntryHandler;
import io.holdfast.command.mpesa.MobilePaymentHandler;
import io.holdfast.command.mpesa.MobilePaymentsAggregate;
import io.holdfast.command.mpesa.ReceiptAggregate;
import io.holdfast.command.policy.Policies;
import io.holdfast.command.policy.PolicyAggregate;
import io.holdfast.command.policy.PolicyHandler;
import io.holdfast.command.product.ProductAggregate;
import io.holdfast.command.product.ProductHandler;
import io.holdfast.command.quote.QuoteAggregate;
import io.holdfast.command.quote.QuoteHandler;
import io.holdfast.command.rail.RailAggregate;
import io.holdfast.command.rail.RailHandler;
import io.holdfast.command.reconciliation.CaseAggregate;
import io.holdfast.command.reconciliation.ComparingAggregate;
import io.holdfast.command.reconciliation.ReconciliationHandler;
import io.holdfast.command.replay.ReplayAggregate;
import io.holdfast.command.replay.ReplayHandler;
import io.holdfast.command.replay.ReplaySubjectAggregate;
import io.holdfast.command.session.SessionAggregate;
import io.holdfast.command.session.SessionHandler;
import io.holdfast.command.session.SessionTerms;
import io.holdfast.command.user.IdentifierAggregate;
import io.holdfast.command.user.People;
import io.holdfast.command.user.UserAggregate;
import io.holdfast.command.user.UserHandler;
import io.holdfast.command.withdrawal.WithdrawalAggregate;
import io.holdfast.command.withdrawal.WithdrawalHandler;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.modelling.command.Repository;

/** The command handlers of a ledger, over whatever bus and log there is. */
public final class TestHandlers {
  private TestHandlers() {}

  /** Where aggregates are kept. */
  public interface Repositories {
    <A> Repository<A> of(Class<A> type);
  }

  /** Lets the bus take every command of the ledger. */
  public static void subscribe(
      CommandBus bus, Repositories repositories, Rails rails, Clock clock) {
    var accountStreams =
        new Aggregates<>(repositories.of(AccountAggregate.class), AccountAggregate::new);
    var entryStreams = new Aggregates<>(repositories.of(EntryAggregate.class), EntryAggregate::new);
    Journal journal = new Journal(accountStreams, entryStreams);
    taken(bus, new AccountHandler(accountStreams, rails, clock));
    taken(bus, new PostEntryHandler(journal));
    var requests =
        new Aggregates<>(
            repositories.of(DepositRequestAggregate.class), DepositRequestAggregate::new);
    var orders = new Aggregates<>(repositories.of(OrderAggregate.class), OrderAggregate::new);
    OrderSteps steps = new OrderSteps(orders, accountStreams, journal, TestLedger.ASSETS);
    var quotes = new Aggregates<>(repositories.of(QuoteAggregate.class), QuoteAggregate::new);
    taken(bus, new QuoteHandler(quotes, clock));
    taken(bus, new OrderHandler(orders, accountStreams, quotes, steps, rails, clock));
    var products = new Aggregates<>(repositories.of(ProductAggregate.class), ProductAggregate::new);
    taken(bus, new ProductHandler(products, accountStreams));
    taken(
        bus,
        new ProductOrderHandler(orders, products, accountStreams, rails, TestLedger.ASSETS, clock));
    taken(
        bus,
        new DepositRequestHandler(
            requests, accountStreams, steps, TestLedger.ASSETS, rails, clock));
    Policies policies = new Policies(TestLedger.POLICIES, TestLedger.ASSETS);
    PolicyHandler policyHandler =
        new PolicyHandler(
            new Aggregates<>(repositories.of(PolicyAggregate.class), PolicyAggregate::new),
            policies);
    taken(bus, policyHandler);
    var cursors = new Aggregates<>(repositories.of(RailAggregate.class), RailAggregate::new);
    taken(
        bus,
        new DepositHandler(
            new Aggregates<>(repositories.of(DepositAggregate.class), DepositAggregate::new),
            requests,
            accountStreams,
            cursors,
            journal,
            TestLedger.ASSETS,
            rails,
            policies,
            steps,
            clock));
    taken(
        bus,
        new WithdrawalHandler(
            new Aggregates<>(repositories.of(WithdrawalAggregate.class), WithdrawalAggregate::new),
            accountStreams,
            journal,
            TestLedger.ASSETS,
            rails,
            policyHandler,
            clock));
    taken(
        bus,
        new MobilePaymentHandler(
            new Aggregates<>(
                repositories.of(MobilePaymentsAggregate.class), MobilePaymentsAggregate::new),
            new Aggregates<>(repositories.of(ReceiptAggregate.class), ReceiptAggregate::new),
            new OrdersPaid(steps),
            TestLedger.ASSETS,
            clock));
    taken(bus, new RailHandler(cursors, rails));
    taken(
        bus,
        new ReconciliationHandler(
            new Aggregates<>(repositories.of(ComparingAggregate.class), ComparingAggregate::new),
            new Aggregates<>(repositories.of(CaseAggregate.class), CaseAggregate::new),
            TestLedger.ASSETS,
            rails));
    taken(
        bus,
        new ReplayHandler(
            new Aggregates<>(repositories.of(ReplayAggregate.class), ReplayAggregate::new),
            new Aggregates<>(
                repositories.of(ReplaySubjectAggregate.class), ReplaySubjectAggregate::new),
            cursors,
            rails));
    People people =
        new People(
            new Aggregates<>(repositories.of(UserAggregate.class), UserAggregate::new),
            new Aggregates<>(repositories.of(IdentifierAggregate.class), IdentifierAggregate::new));
    taken(bus, new UserHandler(people, clock));
    taken(
        bus,
        new SessionHandler(
            new Aggregates<>(repositories.of(SessionAggregate.class), SessionAggregate::new),
            people,
            new WalletProofs(
                List.of(new TestProof(WalletKind.EVM), new TestProof(WalletKind.SOLANA))),
            new SessionTerms(30, 12),
            clock));
  }

  private static void taken(CommandBus bus, Object handler) {
    new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus);
  }
}
