package io.holdfast.gateway;

import io.holdfast.api.account.AllowDestination;
import io.holdfast.api.account.DisallowDestination;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.AuditedEvents;
import io.holdfast.api.audit.Causation;
import io.holdfast.api.audit.ExportAuditEvents;
import io.holdfast.api.audit.FindAuditEvent;
import io.holdfast.api.audit.FindAuditEvents;
import io.holdfast.api.audit.FindCausation;
import io.holdfast.api.audit.FindIndexPosition;
import io.holdfast.api.content.Cid;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.deposit.RequestOrderDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.AskContract;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.CreateOrderByQuote;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderProduct;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.mpesa.DecideMobilePayment;
import io.holdfast.api.mpesa.FindMobilePayment;
import io.holdfast.api.mpesa.FindMobilePayments;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.MobilePaymentFound;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.MobilePaymentsFound;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.TakeMobileCallback;
import io.holdfast.api.parked.DiscardParked;
import io.holdfast.api.parked.RetryParked;
import io.holdfast.api.policy.SetWithdrawalPolicy;
import io.holdfast.api.product.Category;
import io.holdfast.api.product.ChangeProduct;
import io.holdfast.api.product.Offer;
import io.holdfast.api.product.OfferProduct;
import io.holdfast.api.product.OfferProductAgain;
import io.holdfast.api.product.ProductState;
import io.holdfast.api.product.WithdrawProduct;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Balance;
import io.holdfast.api.query.Carried;
import io.holdfast.api.query.ContractEvents;
import io.holdfast.api.query.Contracts;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.DepositView;
import io.holdfast.api.query.Find;
import io.holdfast.api.query.FindByTransaction;
import io.holdfast.api.query.FindContractEvents;
import io.holdfast.api.query.FindContracts;
import io.holdfast.api.query.FindCoverage;
import io.holdfast.api.query.FindFork;
import io.holdfast.api.query.FindLedgerTotals;
import io.holdfast.api.query.FindOrderContract;
import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.FindPaymentRecord;
import io.holdfast.api.query.FindProgress;
import io.holdfast.api.query.FindRailEvents;
import io.holdfast.api.query.FindRailFigures;
import io.holdfast.api.query.FindShowing;
import io.holdfast.api.query.FindWithdrawalPolicies;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.query.LedgerTotals;
import io.holdfast.api.query.OrderContract;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ParkedView;
import io.holdfast.api.query.PaymentRecord;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.ProductView;
import io.holdfast.api.query.Progress;
import io.holdfast.api.query.RailCoverage;
import io.holdfast.api.query.RailCoverage.Stretch;
import io.holdfast.api.query.RailEvents;
import io.holdfast.api.query.RailFigures;
import io.holdfast.api.query.RailFigures.Figure;
import io.holdfast.api.query.RailFork;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.query.ReconciliationView;
import io.holdfast.api.query.ReplayView;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.Showing;
import io.holdfast.api.query.SignInView;
import io.holdfast.api.query.View;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.WalletView;
import io.holdfast.api.query.Watch;
import io.holdfast.api.query.WithdrawalPolicies;
import io.holdfast.api.query.WithdrawalView;
import io.holdfast.api.quote.FindQuote;
import io.holdfast.api.quote.MakeQuote;
import io.holdfast.api.quote.QuoteFound;
import io.holdfast.api.quote.QuoteId;
import io.holdfast.api.quote.QuoteMade;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.DecideFreeze;
import io.holdfast.api.rail.PauseRail;
import io.holdfast.api.rail.ResumeRail;
import io.holdfast.api.reconciliation.ExplainCase;
import io.holdfast.api.reconciliation.RequestComparison;
import io.holdfast.api.replay.CancelReplay;
import io.holdfast.api.replay.RequestReplay;
import io.holdfast.api.sandbox.SandboxCommand;
import io.holdfast.api.solvency.FindSolvencyProof;
import io.holdfast.api.solvency.FindSolvencyReports;
import io.holdfast.api.solvency.RequestSolvencyReport;
import io.holdfast.api.solvency.SolvencyProofs;
import io.holdfast.api.solvency.SolvencyProofs.Proof;
import io.holdfast.api.solvency.SolvencyReportsFound;
import io.holdfast.api.solvency.SolvencyReportsFound.Found;
import io.holdfast.api.statement.AccountAsOf;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.BalancesAsOf;
import io.holdfast.api.statement.FindBalancesAsOf;
import io.holdfast.api.statement.FindOrderAsOf;
import io.holdfast.api.statement.FindPostings;
import io.holdfast.api.statement.FindReason;
import io.holdfast.api.statement.FindStatement;
import io.holdfast.api.statement.FindTotalsAsOf;
import io.holdfast.api.statement.Known;
import io.holdfast.api.statement.Moment;
import io.holdfast.api.statement.OrderAsOf;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.PostingsAsOf;
import io.holdfast.api.statement.Reason;
import io.holdfast.api.statement.StatementFrame;
import io.holdfast.api.statement.TotalsAsOf;
import io.holdfast.api.transparency.AddCosignature;
import io.holdfast.api.transparency.BundleLines;
import io.holdfast.api.transparency.Checkpoints;
import io.holdfast.api.transparency.ConsistencyProof;
import io.holdfast.api.transparency.FindCheckpoint;
import io.holdfast.api.transparency.FindCheckpoints;
import io.holdfast.api.transparency.FindConsistency;
import io.holdfast.api.transparency.FindInclusion;
import io.holdfast.api.transparency.FindTransparency;
import io.holdfast.api.transparency.InclusionProof;
import io.holdfast.api.transparency.MakeCheckpoint;
import io.holdfast.api.transparency.ReadBundle;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.api.transparency.Transparency;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.RejectWithdrawal;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Both sides of the ledger behind real Axon buses, as simple as they can be: what is asked for
 * happens at once, and what was asked is remembered for the tests.
 */
public final class FakeLedger {
  public static final String REPLAY = "replay:a";
  public static final String RAIL_WITH_A_GAP = "gappy";
  public static final String PARKED = "parked:bitcoin:aa";
  public static final String SOLVENCY_REPORT = "solvency:2026-11-22T00:00:00Z";
  public static final String CASE = "reconciliation-case:bitcoin:BTC:UNOBSERVED:aa:0";

  public static final SignedCheckpoint CHECKPOINT =
      new SignedCheckpoint(
          5, "cm9vdA==", 1_000, List.of(), "example.com/log\n5\ncm9vdA==\n\n— x AAAA\n");

  private volatile @Nullable String treeTrouble;
  private final Map<String, View> rows = new ConcurrentHashMap<>();
  private final List<AsOf> asOf = new CopyOnWriteArrayList<>();
  private final Map<String, OrderHistory> histories = new ConcurrentHashMap<>();
  private final List<CommandMessage<?>> commands = new CopyOnWriteArrayList<>();
  private final List<FindOrderContract> contractsAskedFor = new CopyOnWriteArrayList<>();
  private final List<Find.FindProducts> products = new CopyOnWriteArrayList<>();
  private final AtomicLong index = new AtomicLong();
  private volatile @Nullable Supplier<RuntimeException> failure;
  private volatile @Nullable String viewsError;
  private volatile Runnable beforeCommand = () -> {};
  private volatile List<WithdrawalPolicies.Terms> policies = List.of();
  private volatile @Nullable Figure figure;

  /** Opens {@code account:<name>-main} for each name. */
  public FakeLedger(String... names) {
    for (String name : names) {
      put(account("account:" + name + "-main", "user:" + name, "Main"));
    }
    put(new RailView("bitcoin", "FOLLOWING", "", 7, "00", 7, 0, 0, 0, 0, index.incrementAndGet()));
    put(reconciliation());
    put(reconciliationCase());
    put(parked());
    put(replay(REPLAY));
  }

  /** The next commands fail like this; null makes them work again. */
  public void failWith(@Nullable Supplier<RuntimeException> failure) {
    this.failure = failure;
  }

  /** The read model has stopped for this reason; null lets it go on. */
  public void stopViews(@Nullable String error) {
    this.viewsError = error;
  }

  /** The rail says that it stands here; before, it follows its chain at every moment. */
  public void rail(long height, long headHeight, long headSeenAtMillis) {
    figure = standing(height, headHeight, headSeenAtMillis);
  }

  private static Figure standing(long height, long headHeight, long headSeenAtMillis) {
    return new Figure(
        "bitcoin",
        height,
        2,
        headHeight,
        headSeenAtMillis,
        1_000,
        3,
        1,
        List.of(new RailFigures.Holding("BTC", "5040")),
        List.of(new RailFigures.Endpoint("http://node:8332", "WELL", true, 3, 0)),
        null);
  }

  /** Runs before each command is carried out, on its thread. */
  public void before(Runnable action) {
    this.beforeCommand = action;
  }

  public List<CommandMessage<?>> commands() {
    return commands;
  }

  public <T> List<T> commands(Class<T> type) {
    return commands.stream()
        .map(CommandMessage::getPayload)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  public View put(View view) {
    rows.put(view.key(), view);
    return view;
  }

  /** The moments that were asked for, in order. */
  public List<AsOf> asOf() {
    return List.copyOf(asOf);
  }

  public long nextIndex() {
    return index.incrementAndGet();
  }

  @CommandHandler
  Object open(OpenAccount command, CommandMessage<?> message) {
    return done(
        message,
        () -> put(account(command.accountId().value(), command.ownerId(), command.label())));
  }

  @CommandHandler
  Object allow(AllowDestination command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object disallow(DisallowDestination command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object post(PostEntry command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object request(RequestDeposit command, CommandMessage<?> message) {
    return done(
        message,
        () ->
            put(
                new DepositRequestView(
                    command.requestId().value(),
                    command.accountId().value(),
                    null,
                    ownerOf(command.accountId().value()),
                    "bitcoin",
                    command.asset(),
                    "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080",
                    command.expected() == null ? null : command.expected().digits(),
                    "0",
                    "OPEN",
                    0,
                    command.validFor().toMillis(),
                    nextIndex())));
  }

  @CommandHandler
  Object request(RequestOrderDeposit command, CommandMessage<?> message) {
    return done(
        message,
        () ->
            put(
                new DepositRequestView(
                    command.requestId().value(),
                    "account:buyers",
                    command.orderId().value(),
                    command.by().value(),
                    "bitcoin",
                    command.asset(),
                    "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080",
                    "150000",
                    "50000",
                    "PARTIAL",
                    0,
                    9_000,
                    nextIndex())));
  }

  @CommandHandler
  Object ask(AskContract command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object request(RequestWithdrawal command, CommandMessage<?> message) {
    return done(
        message,
        () ->
            put(
                withdrawal(
                    command.withdrawalId().value(),
                    command.accountId().value(),
                    command.requestedBy(),
                    "AWAITING_APPROVAL")));
  }

  @CommandHandler
  Object request(RequestMint command, CommandMessage<?> message) {
    return done(
        message,
        () ->
            put(
                withdrawal(
                    command.withdrawalId().value(),
                    command.accountId().value(),
                    command.requestedBy(),
                    "AWAITING_APPROVAL")));
  }

  @CommandHandler
  Object set(SetWithdrawalPolicy command, CommandMessage<?> message) {
    return done(
        message,
        () ->
            policies =
                List.of(
                    new WithdrawalPolicies.Terms(
                        command.asset().code(),
                        String.valueOf(command.fee()),
                        "20000",
                        "500000000",
                        "1000000000",
                        "50000000",
                        2,
                        1_000,
                        nextIndex())));
  }

  @CommandHandler
  Object pause(PauseRail command, CommandMessage<?> message) {
    return done(message, () -> rail(command.rail(), "PAUSED", command.reason()));
  }

  @CommandHandler
  Object resume(ResumeRail command, CommandMessage<?> message) {
    return done(message, () -> rail(command.rail(), "SYNCING", command.reason()));
  }

  private void rail(String rail, String state, String reason) {
    if (!rail.equals("bitcoin")) {
      throw new Rejection(ErrorCode.UNKNOWN_RAIL, "There is no such rail.");
    }
    put(new RailView(rail, state, reason, 7, "00", 7, 0, 0, 0, 0, nextIndex()));
  }

  @QueryHandler
  CompletableFuture<WithdrawalPolicies> find(FindWithdrawalPolicies query) {
    return CompletableFuture.completedFuture(new WithdrawalPolicies(policies));
  }

  @QueryHandler
  CompletableFuture<Carried> find(FindByTransaction query) {
    List<String> ids =
        rowsOf(query.scope(), WithdrawalView.class).stream()
            .filter(view -> query.transaction().equals(view.transaction()))
            .map(WithdrawalView::withdrawalId)
            .toList();
    return CompletableFuture.completedFuture(new Carried(ids));
  }

  @CommandHandler
  Object approve(ApproveWithdrawal command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object reject(RejectWithdrawal command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object cancel(CancelWithdrawal command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object create(CreateOrder command, CommandMessage<?> message) {
    return done(
        message,
        () ->
            put(
                order(
                    command.orderId().value(),
                    command.buyer().userId().value(),
                    command.seller().userId().value(),
                    Sealed.text(command.deliveryAddress()))));
  }

  @CommandHandler
  Object pay(PayOrder command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  /** Whoever asks again is answered with the payment that waits. */
  @CommandHandler
  Object ask(RequestMobilePayment command, CommandMessage<?> message) {
    done(message, () -> {});
    return command.mobilePaymentId().value();
  }

  @CommandHandler
  Object decide(DecideMobilePayment command, CommandMessage<?> message) {
    if (command.orderId().value().endsWith(command.by().value().replace("user", ""))) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Nobody decides about an order of their own.");
    }
    done(message, () -> {});
    return command.decision() == MobileDecision.CREDIT
        ? MobilePaymentState.SUCCEEDED
        : MobilePaymentState.REFUSED;
  }

  @CommandHandler
  Object take(TakeMobileCallback command, CommandMessage<?> message) {
    if (!command.secret().equals("known")) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is nothing here.");
    }
    return done(message, () -> {});
  }

  @QueryHandler
  PaymentRecord find(FindPaymentRecord query) {
    return new PaymentRecord(
        PaymentRecord.State.SENT, "polkadot-evm", "0xfeed", null, null, query.orderId().value());
  }

  @CommandHandler
  Object make(MakeQuote command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object create(CreateOrderByQuote command, CommandMessage<?> message) {
    return create(command.order(), message);
  }

  /** Everybody who has an order has a quote of the same name; what was asked for is told, too. */
  @QueryHandler
  QuoteFound find(FindQuote query) {
    String rest = query.quoteId().value().substring(QuoteId.PREFIX.length());
    String owner =
        commands(MakeQuote.class).stream()
            .filter(made -> made.quoteId().equals(query.quoteId()))
            .map(made -> made.by().value())
            .findFirst()
            .orElse(rows.get("order:" + rest) instanceof OrderView view ? view.buyerId() : null);
    String scope = query.scope().ownerId();
    return owner == null || (scope != null && !scope.equals(owner))
        ? QuoteFound.NOTHING
        : new QuoteFound(
            new QuoteMade(
                query.quoteId().value(),
                owner,
                "BTC",
                "500",
                "KES",
                "6500",
                "13000000",
                "UP_TO_WHOLE_UNIT",
                "settings",
                1,
                2,
                3),
            null);
  }

  /** Everybody who has an order has asked for it on the phone. */
  @QueryHandler
  MobilePaymentFound find(FindMobilePayment query) {
    String order = "order:" + query.mobilePaymentId().rest();
    boolean seen =
        rows.get(order) instanceof OrderView view
            && (query.scope().ownerId() == null || query.scope().ownerId().equals(view.buyerId()));
    return new MobilePaymentFound(
        seen
            ? new MobilePaymentFound.Row(
                query.mobilePaymentId().value(),
                order,
                "user:" + query.mobilePaymentId().rest(),
                MobilePaymentState.DOUBTED,
                "KES",
                "150050",
                "150000",
                null,
                null,
                null,
                1,
                2)
            : null);
  }

  @QueryHandler
  MobilePaymentsFound find(FindMobilePayments query) {
    return new MobilePaymentsFound(
        rows.values().stream()
            .filter(OrderView.class::isInstance)
            .map(OrderView.class::cast)
            .map(order -> order.orderId().replace("order:", MobilePaymentId.PREFIX))
            .map(id -> new FindMobilePayment(Scope.EVERYBODY, new MobilePaymentId(id)))
            .map(this::find)
            .map(MobilePaymentFound::payment)
            .filter(payment -> payment != null && payment.state() == query.state())
            .toList());
  }

  @CommandHandler
  Object ship(ShipOrder command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object confirm(ConfirmDelivery command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object release(ReleaseOrder command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object cancel(CancelOrder command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object dispute(OpenDispute command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object answer(AnswerDispute command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object show(AddEvidence command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object decide(DecideDispute command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object appeal(AppealDispute command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object offer(OfferProduct command, CommandMessage<?> message) {
    return done(
        message,
        () -> put(product(command.targetId(), command.seller().userId().value(), command.offer())));
  }

  @CommandHandler
  Object change(ChangeProduct command, CommandMessage<?> message) {
    return done(
        message, () -> put(product(command.targetId(), command.by().value(), command.offer())));
  }

  @CommandHandler
  Object withdraw(WithdrawProduct command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object offerAgain(OfferProductAgain command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object order(OrderProduct command, CommandMessage<?> message) {
    return done(
        message,
        () ->
            put(
                order(
                    command.targetId(), command.buyer().userId().value(), "user:of-the-product")));
  }

  @CommandHandler
  Object compare(RequestComparison command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object request(RequestSolvencyReport command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @QueryHandler
  SolvencyReportsFound find(FindSolvencyReports query) {
    Found report = new Found(SOLVENCY_REPORT, 1, "system:calendar", 2L, List.of(), true);
    boolean known = query.reportId() == null || query.reportId().value().equals(SOLVENCY_REPORT);
    return new SolvencyReportsFound(known ? List.of(report) : List.of());
  }

  /** Everybody is owed five, and nobody else is owed anything. */
  @QueryHandler
  SolvencyProofs find(FindSolvencyProof query) {
    String account = query.accountId().value();
    return new SolvencyProofs(
        SOLVENCY_REPORT,
        rowsOf(query.scope(), AccountView.class).stream()
            .filter(view -> account.equals(view.key()))
            .map(_ -> new Proof("BTC", account, "5", "00", List.of(), "5", "AA=="))
            .toList());
  }

  @CommandHandler
  Object explain(ExplainCase command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object decide(DecideFreeze command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object pay(SandboxCommand.SandboxPay command, CommandMessage<?> message) {
    done(message, () -> {});
    return "ab".repeat(32);
  }

  @CommandHandler
  Object mine(SandboxCommand.SandboxMine command, CommandMessage<?> message) {
    done(message, () -> {});
    return 8L;
  }

  @CommandHandler
  Object reorganise(SandboxCommand.SandboxReorganise command, CommandMessage<?> message) {
    done(message, () -> {});
    return 9L;
  }

  @CommandHandler
  Object stall(SandboxCommand.SandboxStall command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object autoMine(SandboxCommand.SandboxAutoMine command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @QueryHandler
  CompletableFuture<Page<AccountView>> find(Find.FindAccounts query) {
    return page(query, AccountView.class, query.accountId());
  }

  /** Everybody had at any moment what they have. */
  @QueryHandler
  BalancesAsOf find(FindBalancesAsOf query) {
    asOf.add(query.asOf());
    Moment moment = new Moment(index.get(), 1L, true, query.asOf().known(), null);
    return new BalancesAsOf(
        moment,
        rowsOf(query.scope(), AccountView.class).stream()
            .filter(account -> query.accountId() == null || query.accountId().equals(account.key()))
            .map(account -> new AccountAsOf(account.key(), account.ownerId(), List.of()))
            .toList(),
        null,
        index.get());
  }

  @QueryHandler
  OrderAsOf find(FindOrderAsOf query) {
    asOf.add(query.asOf());
    OrderView order =
        rowsOf(query.scope(), OrderView.class).stream()
            .filter(each -> each.orderId().equals(query.orderId()))
            .findFirst()
            .orElseThrow(
                () -> new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id."));
    return new OrderAsOf(
        new Moment(index.get(), 1L, true, Known.THEN, null),
        order,
        histories.getOrDefault(query.orderId(), new OrderHistory(List.of())),
        index.get());
  }

  /** An account's lines are its statement. */
  @QueryHandler
  PostingsAsOf find(FindPostings query) {
    asOf.add(query.upTo());
    return new PostingsAsOf(
        new Moment(index.get(), 1L, true, Known.THEN, null),
        "5",
        postings(query.scope(), query.accountId()),
        null,
        index.get());
  }

  @QueryHandler
  StatementFrame find(FindStatement query) {
    asOf.add(query.from());
    asOf.add(query.to());
    int lines = postings(query.scope(), query.accountId()).size();
    return new StatementFrame(
        query.accountId(),
        query.scope().ownerId(),
        "Main",
        query.asset(),
        new Moment(0, null, true, Known.THEN, null),
        new Moment(index.get(), 1_000L, true, Known.THEN, null),
        "0",
        Integer.toString(5 * lines),
        lines,
        index.get());
  }

  @QueryHandler
  Reason find(FindReason query) {
    Posting posting = postings(query.scope(), query.accountId()).getFirst();
    return new Reason(
        posting,
        List.of(new Reason.Line(query.accountId(), query.asset(), posting.amount())),
        new Reason.Fact(
            posting.logIndex(),
            "e",
            "EntryPosted",
            query.entryId(),
            1,
            "system:bitcoin",
            null,
            null,
            null,
            null,
            null,
            "bitcoin",
            7L,
            "07",
            "aa"),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        index.get());
  }

  private List<Posting> postings(Scope scope, String accountId) {
    if (rowsOf(scope, AccountView.class).stream()
        .noneMatch(account -> account.key().equals(accountId))) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
    }
    return rows.values().stream()
        .filter(JournalLineView.class::isInstance)
        .map(JournalLineView.class::cast)
        .filter(line -> line.accountId().equals(accountId))
        .map(
            line ->
                new Posting(
                    line.entryId(),
                    line.kind(),
                    line.reference(),
                    line.amount(),
                    line.postedAfter(),
                    line.counterparties(),
                    1,
                    line.atMillis(),
                    line.logIndex()))
        .toList();
  }

  @QueryHandler
  TotalsAsOf find(FindTotalsAsOf query) {
    asOf.add(query.asOf());
    return new TotalsAsOf(
        new Moment(index.get(), 1L, true, query.asOf().known(), null), List.of(), index.get());
  }

  @QueryHandler
  CompletableFuture<Page<JournalLineView>> find(Find.FindJournal query) {
    return page(query, JournalLineView.class, null);
  }

  @QueryHandler
  CompletableFuture<Page<DepositRequestView>> find(Find.FindDepositRequests query) {
    return page(query, DepositRequestView.class, query.requestId());
  }

  @QueryHandler
  CompletableFuture<Page<DepositView>> find(Find.FindDeposits query) {
    return page(query, DepositView.class, query.depositId());
  }

  @QueryHandler
  CompletableFuture<Page<WithdrawalView>> find(Find.FindWithdrawals query) {
    return page(query, WithdrawalView.class, query.withdrawalId());
  }

  @QueryHandler
  CompletableFuture<Page<OrderView>> find(Find.FindOrders query) {
    return page(query, OrderView.class, query.orderId());
  }

  @QueryHandler
  CompletableFuture<Page<ProductView>> find(Find.FindProducts query) {
    products.add(query);
    return page(query, ProductView.class, query.productId());
  }

  /** Sellers show the images of what they offer, buyers to sellers an order's metadata. */
  @QueryHandler
  Showing find(FindShowing query) {
    Set<String> by = new HashSet<>();
    rowsOf(query.scope(), ProductView.class).stream()
        .filter(product -> product.state().equals(ProductState.OFFERED.name()))
        .filter(product -> product.images().contains(query.cid()))
        .forEach(product -> by.add(product.sellerId()));
    rowsOf(query.scope(), OrderView.class).stream()
        .filter(order -> query.cid().equals(order.metadataCid()))
        .forEach(order -> by.add(order.buyerId()));
    return new Showing(by);
  }

  @QueryHandler
  OrderHistory find(FindOrderHistory query) {
    OrderHistory none = new OrderHistory(List.of());
    return rowsOf(query.scope(), OrderView.class).stream()
        .filter(order -> order.orderId().equals(query.orderId()))
        .map(order -> histories.getOrDefault(query.orderId(), none))
        .findFirst()
        .orElse(none);
  }

  @QueryHandler
  CompletableFuture<Page<RailView>> find(Find.FindRails query) {
    return page(query, RailView.class, query.rail());
  }

  @QueryHandler
  CompletableFuture<ContractEvents> find(FindContractEvents query) {
    if (!query.rail().equals("bitcoin")) {
      return CompletableFuture.failedFuture(
          new Rejection(ErrorCode.UNKNOWN_RAIL, "There is no such rail."));
    }
    String asked = query.contract() + " " + query.topic() + " " + query.fromHeight();
    return CompletableFuture.completedFuture(
        new ContractEvents(
            List.of(
                new ContractEvents.Said(
                    7, "07", 2, "aa", asked, "t", "paid", "{\"a\":1}", "{}", null, true)),
            "7-2-07"));
  }

  /** Each side may send one thing. */
  @QueryHandler
  OrderContract find(FindOrderContract query) {
    contractsAskedFor.add(query);
    FindOrderContract.Side side = query.side();
    return new OrderContract(
        query.orderId().value(),
        "bitcoin",
        "31337",
        "0xe5c0",
        "0x00",
        query.price().asset().code(),
        query.price().minor().toString(),
        "0xb0",
        "0x5e",
        OrderContract.State.FUNDED,
        false,
        9_000L,
        "0",
        "0",
        null,
        side == null
            ? List.of()
            : List.of(
                new OrderContract.Call(
                    side == FindOrderContract.Side.BUYER
                        ? OrderContract.Act.RELEASE
                        : OrderContract.Act.SHIP,
                    List.of("0xb0"),
                    "0",
                    "0xda7a")));
  }

  /** In the order in which they came. */
  public List<FindOrderContract> contractsAskedFor() {
    return List.copyOf(contractsAskedFor);
  }

  @QueryHandler
  CompletableFuture<Contracts> find(FindContracts query) {
    return CompletableFuture.completedFuture(
        new Contracts(List.of(new Contracts.Known("bitcoin", "CABC", 2, 7L))));
  }

  @QueryHandler
  CompletableFuture<RailCoverage> find(FindCoverage query) {
    BlockRef from = new BlockRef(1, "01");
    BlockRef to = new BlockRef(7, "07");
    if (query.rail().equals(RAIL_WITH_A_GAP)) {
      Stretch below = new Stretch(from, new BlockRef(3, "03"), 3);
      Stretch above = new Stretch(new BlockRef(5, "05"), to, 3);
      return CompletableFuture.completedFuture(
          new RailCoverage(RAIL_WITH_A_GAP, above, List.of(below), to, 2, 9, 1_000));
    }
    if (!query.rail().equals("bitcoin")) {
      return CompletableFuture.failedFuture(
          new Rejection(ErrorCode.UNKNOWN_RAIL, "There is no such rail."));
    }
    return CompletableFuture.completedFuture(
        new RailCoverage("bitcoin", new Stretch(from, to, 7), List.of(), to, 2, 9, 1_000));
  }

  @QueryHandler
  CompletableFuture<RailFork> find(FindFork query) {
    if (!query.rail().equals("bitcoin")) {
      return CompletableFuture.failedFuture(
          new Rejection(ErrorCode.UNKNOWN_RAIL, "There is no such rail."));
    }
    return CompletableFuture.completedFuture(
        new RailFork(
            "bitcoin",
            new BlockRef(12, "12"),
            new BlockRef(7, "07"),
            new BlockRef(8, "08ff"),
            9,
            5,
            false));
  }

  @QueryHandler
  CompletableFuture<Page<ReconciliationView>> find(Find.FindReconciliations query) {
    String key = query.rail() == null ? null : query.rail() + "/" + query.asset();
    return page(query, ReconciliationView.class, key);
  }

  @QueryHandler
  CompletableFuture<Page<ReconciliationCaseView>> find(Find.FindReconciliationCases query) {
    return page(query, ReconciliationCaseView.class, query.caseId());
  }

  @QueryHandler
  CompletableFuture<Page<ParkedView>> find(Find.FindParked query) {
    return page(query, ParkedView.class, query.parkedId());
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchParked query) {
    return changes(query, ParkedView.class);
  }

  @QueryHandler
  CompletableFuture<Page<ReplayView>> find(Find.FindReplays query) {
    return page(query, ReplayView.class, query.replayId());
  }

  @CommandHandler
  Object request(RequestReplay command, CommandMessage<?> message) {
    return done(message, () -> put(replay(command.targetId())));
  }

  @CommandHandler
  Object cancel(CancelReplay command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchReplays query) {
    return changes(query, ReplayView.class);
  }

  @CommandHandler
  Object retry(RetryParked command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @CommandHandler
  Object discard(DiscardParked command, CommandMessage<?> message) {
    return done(message, () -> {});
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchReconciliations query) {
    return changes(query, ReconciliationView.class);
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchReconciliationCases query) {
    return changes(query, ReconciliationCaseView.class);
  }

  /** The tree does not get on for this reason; null lets it. */
  public void stopTree(@Nullable String trouble) {
    this.treeTrouble = trouble;
  }

  @CommandHandler
  Object sign(MakeCheckpoint command, CommandMessage<?> message) {
    done(message, () -> {});
    return CHECKPOINT.size();
  }

  @CommandHandler
  Object add(AddCosignature command, CommandMessage<?> message) {
    if (command.size() != CHECKPOINT.size()) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no checkpoint of this size.");
    }
    return done(message, () -> {});
  }

  @QueryHandler
  Transparency find(FindTransparency query) {
    return new Transparency("example.com/log", "vkey", List.of(), 9, 2, 5, treeTrouble);
  }

  @QueryHandler
  Checkpoints find(FindCheckpoint query) {
    boolean there = query.size() == null || query.size() == CHECKPOINT.size();
    return new Checkpoints(there ? List.of(CHECKPOINT) : List.of(), null);
  }

  @QueryHandler
  Checkpoints find(FindCheckpoints query) {
    return new Checkpoints(List.of(CHECKPOINT), null);
  }

  @QueryHandler
  InclusionProof find(FindInclusion query) {
    if (query.logIndex() < 1 || query.logIndex() > 9) {
      throw new Rejection(ErrorCode.EVENT_NOT_IN_TREE, "It has the events 1 to 9.");
    }
    return new InclusionProof(
        query.logIndex(), query.logIndex() - 1, 9, "bGVhZg==", "cm9vdA==", List.of("cGF0aA=="));
  }

  @QueryHandler
  ConsistencyProof find(FindConsistency query) {
    if (query.before() < 1 || query.before() > 9) {
      throw new Rejection(ErrorCode.TREE_SIZE_OUT_OF_RANGE, "There are trees of 1 to 9 events.");
    }
    return new ConsistencyProof(query.before(), 9, "b2xk", "bmV3", List.of("cGF0aA=="));
  }

  @QueryHandler
  Flux<BundleLines> read(ReadBundle query) {
    return Flux.just(
        new BundleLines("{\"holdfast\":\"bundle\"}\n"), new BundleLines("{\"end\":0}\n"));
  }

  @QueryHandler
  CompletableFuture<RailFigures> find(FindRailFigures query) {
    Figure told = figure;
    return CompletableFuture.completedFuture(
        new RailFigures(List.of(told == null ? standing(7, 7, System.currentTimeMillis()) : told)));
  }

  @QueryHandler
  CompletableFuture<LedgerTotals> find(FindLedgerTotals query) {
    List<LedgerTotals.Total> totals =
        List.of(
            new LedgerTotals.Total("BTC", LedgerTotals.ACCOUNTS, "5000", "500"),
            new LedgerTotals.Total("BTC", LedgerTotals.MINTED, "70", "0"),
            new LedgerTotals.Total("BTC", "boundary:fees:bitcoin", "30", "0"),
            new LedgerTotals.Total("BTC", "boundary:world:bitcoin", "-5030", "0"));
    return CompletableFuture.completedFuture(new LedgerTotals(totals, index.get()));
  }

  /** One event, told with what was asked for. */
  @QueryHandler
  CompletableFuture<RailEvents> find(FindRailEvents query) {
    RailEvents.Logged event =
        new RailEvents.Logged(
            9,
            1_000,
            query.type() == null ? "BlockApplied" : query.type(),
            "rail:bitcoin",
            query.rail() == null ? "bitcoin" : query.rail(),
            query.height(),
            null,
            query.transaction(),
            null,
            null,
            "{\"height\":7}");
    return CompletableFuture.completedFuture(
        new RailEvents(List.of(event), query.before() == 0 ? 4L : null));
  }

  /** How many events the log has for auditors, each caused by the one before. */
  private final AtomicLong audited = new AtomicLong(20);

  private final List<FindAuditEvents> audits = new CopyOnWriteArrayList<>();

  public List<FindAuditEvents> audits() {
    return audits;
  }

  public void audited(int events) {
    audited.set(events);
  }

  private static AuditedEvent auditedEvent(long index) {
    return new AuditedEvent(
        index,
        1_000,
        "AmountPosted",
        "1",
        "account:a",
        index - 1,
        "event-" + index,
        Map.of(MetaKeys.ACTOR, "=cmd|' /C calc'!A0", MetaKeys.CAUSE, "event-" + (index - 1)),
        "{\"amount\":\"5\",\"label\":\"sealed:x\"}");
  }

  @QueryHandler
  AuditedEvents find(FindAuditEvents query) {
    audits.add(query);
    return new AuditedEvents(List.of(auditedEvent(7)), "more", 9);
  }

  @QueryHandler
  AuditedEvents find(FindAuditEvent query) {
    return new AuditedEvents(
        query.logIndex() > audited.get() ? List.of() : List.of(auditedEvent(query.logIndex())),
        null,
        9);
  }

  @QueryHandler
  Causation find(FindCausation query) {
    return new Causation(
        auditedEvent(query.logIndex()),
        List.of(auditedEvent(1)),
        List.of(),
        List.of(new Causation.Effect(auditedEvent(3), List.of())),
        List.of(),
        true);
  }

  @QueryHandler
  Long find(FindIndexPosition query) {
    if (query.minLogIndex() > audited.get()) {
      throw new Rejection(ErrorCode.INDEX_NOT_REACHED, "not yet");
    }
    return audited.get();
  }

  @QueryHandler
  Flux<AuditedEvent> export(ExportAuditEvents query) {
    if ("UnknownThing".equals(query.filter().type())) {
      return Flux.error(new Rejection(ErrorCode.MALFORMED_REQUEST, "no such event"));
    }
    return Flux.range(1, audited.intValue()).map(FakeLedger::auditedEvent);
  }

  @QueryHandler
  CompletableFuture<Progress> find(FindProgress query) {
    return CompletableFuture.completedFuture(new Progress(index.get(), index.get(), viewsError));
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchAccounts query) {
    return changes(query, AccountView.class);
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchJournal query) {
    return changes(query, JournalLineView.class)
        .filter(change -> change.view().key().startsWith(query.accountId() + "/"));
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchDepositRequests query) {
    return changes(query, DepositRequestView.class);
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchDeposits query) {
    return changes(query, DepositView.class);
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchWithdrawals query) {
    return changes(query, WithdrawalView.class);
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchOrders query) {
    return changes(query, OrderView.class)
        .filter(change -> query.orderId() == null || change.view().key().equals(query.orderId()));
  }

  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchDisputes query) {
    return changes(query, OrderView.class);
  }

  /** Endless: the rail's height grows as fast as it is asked for. */
  @QueryHandler
  Flux<ViewChange> watch(Watch.WatchRails query) {
    return Flux.generate(
        query::after,
        (cursor, sink) -> {
          long next = cursor + 1;
          RailView rail =
              new RailView("bitcoin", "FOLLOWING", "", next, "00", next, 0, 0, 0, 0, next);
          sink.next(new ViewChange(next, rail, 1));
          return next;
        });
  }

  private <V extends View> Flux<ViewChange> changes(Watch query, Class<V> type) {
    return Flux.fromStream(
            () ->
                rowsOf(query.scope(), type).stream()
                    .sorted(Comparator.comparingLong(View::logIndex)))
        .filter(view -> view.logIndex() > query.after())
        .map(view -> new ViewChange(view.logIndex(), view, 1, "caused-" + view.logIndex()))
        .concatWith(Flux.never());
  }

  private <V extends View> CompletableFuture<Page<V>> page(
      Find query, Class<V> type, @Nullable String key) {
    if (query.minLogIndex() > 1_000_000) {
      return CompletableFuture.failedFuture(
          new Rejection(ErrorCode.INDEX_NOT_REACHED, "The read model is not there yet."));
    }
    List<V> found =
        rowsOf(query.scope(), type).stream()
            .filter(view -> key == null || view.key().equals(key))
            .limit(query.page().limit())
            .toList();
    return CompletableFuture.completedFuture(new Page<>(found, null, index.get()));
  }

  <V extends View> List<V> rowsOf(Scope scope, Class<V> type) {
    List<V> found = new ArrayList<>();
    rows.values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(view -> scope.ownerId() == null || visible(view, scope.ownerId()))
        .forEach(found::add);
    return found;
  }

  private static boolean visible(View view, String owner) {
    return switch (view) {
      case AccountView account -> owner.equals(account.ownerId());
      case DepositRequestView request -> owner.equals(request.ownerId());
      case DepositView deposit -> owner.equals(deposit.ownerId());
      case WithdrawalView withdrawal -> owner.equals(withdrawal.ownerId());
      case OrderView order -> order.isOf(owner);
      case ProductView product ->
          owner.equals(product.sellerId()) || product.state().equals(ProductState.OFFERED.name());
      case PersonView person -> owner.equals(person.userId());
      case SessionView session -> owner.equals(session.ownerId());
      case SignInView line -> owner.equals(line.ownerId());
      case WalletView _ -> throw new IllegalStateException("the door puts these together");
      case JournalLineView _, RailView _ -> true;
      case ReconciliationView _, ReconciliationCaseView _, ParkedView _, ReplayView _ -> true;
    };
  }

  private Object done(CommandMessage<?> message, Runnable effect) {
    beforeCommand.run();
    commands.add(message);
    Supplier<RuntimeException> fails = failure;
    if (fails != null) {
      throw fails.get();
    }
    effect.run();
    return GenericCommandResultMessage.asCommandResultMessage("done")
        .andMetaData(Map.of(MetaKeys.LOG_INDEX, nextIndex()));
  }

  private String ownerOf(String accountId) {
    if (rows.get(accountId) instanceof AccountView account) {
      return account.ownerId();
    }
    throw new Rejection(ErrorCode.NOT_FOUND, "There is no such account.");
  }

  private ReplayView replay(String id) {
    return new ReplayView(
        id,
        "PROJECTIONS",
        null,
        null,
        null,
        List.of(),
        "user:adam",
        "A test.",
        "REQUESTED",
        List.of(),
        null,
        0,
        null,
        nextIndex());
  }

  private ParkedView parked() {
    return new ParkedView(
        PARKED,
        "OBSERVATION",
        "bitcoin",
        "CountConfirmations",
        "deposit:bitcoin:aa:0",
        "{}",
        "NOT_FOUND",
        "refused",
        7L,
        "07",
        "aa",
        "WAITING",
        0,
        60_000L,
        null,
        null,
        0,
        0,
        nextIndex());
  }

  private ReconciliationView reconciliation() {
    List<ReconciliationView.Part> lines = List.of(new ReconciliationView.Part("confirming", "5"));
    return new ReconciliationView(
        "bitcoin",
        "BTC",
        7L,
        "00",
        1L,
        "105",
        "100",
        lines,
        List.of(),
        "0",
        0,
        1L,
        7L,
        1L,
        null,
        null,
        nextIndex());
  }

  private ReconciliationCaseView reconciliationCase() {
    return new ReconciliationCaseView(
        CASE,
        "bitcoin",
        "BTC",
        "UNOBSERVED",
        "aa:0",
        "OPEN",
        7,
        "00",
        1,
        "0",
        "5",
        List.of(new ReconciliationCaseView.Fact("address", "bcrt1qus")),
        null,
        null,
        null,
        null,
        1,
        1,
        1,
        nextIndex());
  }

  private AccountView account(String id, String owner, String label) {
    Balance balance = new Balance("BTC", "1000", "0", "1000");
    return new AccountView(id, owner, label, List.of(balance), List.of(), nextIndex());
  }

  public ProductView product(String id, String seller) {
    Asset btc = new Asset("BTC", 8, "bitcoin");
    return product(
        id,
        seller,
        new Offer(
            "A lamp",
            "It gives light.",
            new Category("lamps"),
            List.of(),
            List.of(),
            Money.of(btc, 5)));
  }

  private ProductView product(String id, String seller, Offer offer) {
    return product(
        id,
        seller,
        offer.title(),
        ProductState.OFFERED,
        offer.images().stream().map(Cid::value).toList());
  }

  public ProductView product(
      String id, String seller, String title, ProductState state, List<String> images) {
    return new ProductView(
        id,
        seller,
        "account:sellers",
        title,
        "It gives light.",
        "lamps",
        List.of(),
        images,
        "BTC",
        "5",
        1,
        state.name(),
        1_000,
        1_000,
        nextIndex());
  }

  /** What was asked of products. */
  public List<Find.FindProducts> askedForProducts() {
    return products;
  }

  public OrderView order(String id, String buyer, String seller) {
    return order(id, buyer, seller, null);
  }

  /** With something of the buyer's that says more of it. */
  public OrderView orderOf(String id, String buyer, String seller, String metadataCid) {
    OrderView it = order(id, buyer, seller);
    return order(it, metadataCid, it.state(), it.payment());
  }

  /** The order has come to this state. */
  public void orderIs(String id, String state) {
    if (rows.get(id) instanceof OrderView order) {
      put(order(order, order.metadataCid(), state, order.payment()));
    }
  }

  /** With its history, which has begun. */
  public OrderView order(String id, String buyer, String seller, @Nullable String address) {
    OrderCreated created =
        new OrderCreated(
            id,
            buyer,
            "account:buyers",
            seller,
            "account:sellers",
            "account:escrow:pot",
            "lamp-1",
            "A lamp",
            null,
            "BTC",
            "5",
            "BALANCE",
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            address,
            null,
            9_000);
    histories.put(
        id, new OrderHistory(List.of(new OrderHistory.Happened(0, 1_000, buyer, created))));
    return order(
        new OrderView(
            id,
            buyer,
            "account:buyers",
            seller,
            "account:sellers",
            "account:escrow:pot",
            "lamp-1",
            "A lamp",
            null,
            null,
            "BTC",
            "5",
            "BALANCE",
            "",
            "0",
            "0",
            "0",
            "0",
            null,
            null,
            null,
            null,
            0,
            null,
            null,
            null,
            null,
            null,
            new OrderView.Times(1, 2, 3, 4, 5, 6, 7),
            address != null,
            1_000,
            1_000,
            0),
        null,
        "CREATED",
        "BALANCE");
  }

  /** A contract keeps its money. */
  public OrderView orderByContract(String id, String buyer, String seller) {
    OrderView order = order(id, buyer, seller);
    return order(order, null, order.state(), "CONTRACT");
  }

  private OrderView order(
      OrderView it, @Nullable String metadataCid, String state, String payment) {
    return new OrderView(
        it.orderId(),
        it.buyerId(),
        it.buyerAccountId(),
        it.sellerId(),
        it.sellerAccountId(),
        it.potAccountId(),
        it.itemReference(),
        it.title(),
        metadataCid,
        it.product(),
        it.asset(),
        it.price(),
        payment,
        state,
        it.paid(),
        it.seen(),
        it.paidToSeller(),
        it.paidToBuyer(),
        it.trackingCid(),
        it.waitsFor(),
        it.dueAtMillis(),
        it.cancellationAskedBy(),
        it.releaseAnnounced(),
        it.endedBy(),
        it.endCause(),
        it.dispute(),
        it.recorded(),
        it.quoted(),
        it.times(),
        it.hasDeliveryAddress(),
        it.createdAtMillis(),
        it.changedAtMillis(),
        nextIndex());
  }

  public WithdrawalView withdrawal(String id, String account, String requestedBy, String state) {
    return new WithdrawalView(
        id,
        account,
        ownerOf(account),
        "bitcoin",
        "BTC",
        "500",
        "10",
        "bcrt1qelsewhere",
        state,
        requestedBy,
        1,
        List.of(),
        null,
        null,
        0,
        6,
        null,
        null,
        0,
        nextIndex());
  }
}
