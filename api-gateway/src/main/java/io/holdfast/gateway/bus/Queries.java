package io.holdfast.gateway.bus;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.AuditedEvents;
import io.holdfast.api.audit.Causation;
import io.holdfast.api.audit.ExportAuditEvents;
import io.holdfast.api.audit.FindAuditEvent;
import io.holdfast.api.audit.FindAuditEvents;
import io.holdfast.api.audit.FindCausation;
import io.holdfast.api.audit.FindIndexPosition;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.mpesa.FindMobilePayment;
import io.holdfast.api.mpesa.FindMobilePayments;
import io.holdfast.api.mpesa.MobilePaymentFound;
import io.holdfast.api.mpesa.MobilePaymentsFound;
import io.holdfast.api.query.Carried;
import io.holdfast.api.query.ContractEvents;
import io.holdfast.api.query.Contracts;
import io.holdfast.api.query.Find;
import io.holdfast.api.query.Find.FindRails;
import io.holdfast.api.query.FindByTransaction;
import io.holdfast.api.query.FindContractEvents;
import io.holdfast.api.query.FindContracts;
import io.holdfast.api.query.FindCoverage;
import io.holdfast.api.query.FindFork;
import io.holdfast.api.query.FindLedgerTotals;
import io.holdfast.api.query.FindNativeBalances;
import io.holdfast.api.query.FindOrderContract;
import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.FindPaymentRecord;
import io.holdfast.api.query.FindProgress;
import io.holdfast.api.query.FindRailEvents;
import io.holdfast.api.query.FindRailFigures;
import io.holdfast.api.query.FindShowing;
import io.holdfast.api.query.FindWithdrawalPolicies;
import io.holdfast.api.query.LedgerTotals;
import io.holdfast.api.query.NativeBalances;
import io.holdfast.api.query.OrderContract;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PaymentRecord;
import io.holdfast.api.query.Progress;
import io.holdfast.api.query.RailCoverage;
import io.holdfast.api.query.RailEvents;
import io.holdfast.api.query.RailFigures;
import io.holdfast.api.query.RailFork;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.Showing;
import io.holdfast.api.query.View;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch;
import io.holdfast.api.query.WithdrawalPolicies;
import io.holdfast.api.quote.FindQuote;
import io.holdfast.api.quote.QuoteFound;
import io.holdfast.api.solvency.FindSolvencyProof;
import io.holdfast.api.solvency.FindSolvencyReports;
import io.holdfast.api.solvency.SolvencyProofs;
import io.holdfast.api.solvency.SolvencyReportsFound;
import io.holdfast.api.statement.BalancesAsOf;
import io.holdfast.api.statement.FindBalancesAsOf;
import io.holdfast.api.statement.FindOrderAsOf;
import io.holdfast.api.statement.FindPostings;
import io.holdfast.api.statement.FindReason;
import io.holdfast.api.statement.FindStatement;
import io.holdfast.api.statement.FindTotalsAsOf;
import io.holdfast.api.statement.OrderAsOf;
import io.holdfast.api.statement.PostingsAsOf;
import io.holdfast.api.statement.Reason;
import io.holdfast.api.statement.StatementFrame;
import io.holdfast.api.statement.TotalsAsOf;
import io.holdfast.api.transparency.BundleLines;
import io.holdfast.api.transparency.Checkpoints;
import io.holdfast.api.transparency.FindCheckpoint;
import io.holdfast.api.transparency.FindTransparency;
import io.holdfast.api.transparency.ReadBundle;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.api.transparency.Transparency;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks the read side, never on the network's threads. */
@Component
public class Queries {
  private static final PageType PAGE = new PageType();

  private final QueryGateway gateway;
  private final Scheduler workers;
  private final BusSettings settings;

  Queries(QueryGateway gateway, Scheduler doorScheduler, BusSettings settings) {
    this.gateway = gateway;
    this.workers = doorScheduler;
    this.settings = settings;
  }

  /**
   * @param row the kind of row that this question is answered with
   */
  public <V extends View> Mono<Page<V>> find(Find query, Class<V> row) {
    return Mono.fromFuture(() -> gateway.query(query, PAGE))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable))
        .map(page -> checked(page, row));
  }

  /** The one row asked for by its id. Ends with NOT_FOUND where there is none in the scope. */
  public <V extends View> Mono<Page<V>> one(Find query, Class<V> row) {
    return find(query, row)
        .map(
            page -> {
              if (page.items().isEmpty()) {
                throw nothing();
              }
              return page;
            });
  }

  /** One rail as everybody may see it. Ends with UNKNOWN_RAIL where there is none of this name. */
  public Mono<Page<RailView>> rail(Ask ask, String rail, long minLogIndex) {
    FindRails query = new FindRails(ask.scope(), Fields.rail(rail), Answers.single(), minLogIndex);
    return find(query, RailView.class)
        .filter(page -> !page.items().isEmpty())
        .switchIfEmpty(Mono.error(Fields::unknownRail));
  }

  /** Where the rails stand, by their own account. */
  public Mono<RailFigures> railFigures() {
    return Mono.fromFuture(() -> gateway.query(new FindRailFigures(), RailFigures.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What rails caused, from the log. */
  public Mono<RailEvents> railEvents(FindRailEvents query) {
    return Mono.fromFuture(() -> gateway.query(query, RailEvents.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** A page of the log's events. */
  public Mono<AuditedEvents> auditEvents(FindAuditEvents query) {
    return Mono.fromFuture(() -> gateway.query(query, AuditedEvents.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** One event of the log. Ends with NOT_FOUND where there is none. */
  public Mono<AuditedEvents> auditEvent(FindAuditEvent query) {
    return Mono.fromFuture(() -> gateway.query(query, AuditedEvents.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable))
        .filter(found -> !found.items().isEmpty())
        .switchIfEmpty(Mono.error(Queries::nothing));
  }

  /** What led to an event, and what it led to. */
  public Mono<Causation> causation(FindCausation query) {
    return Mono.fromFuture(() -> gateway.query(query, Causation.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** How far the index of events is. */
  public Mono<Long> auditPosition(FindIndexPosition query) {
    return Mono.fromFuture(() -> gateway.query(query, Long.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** Reads as much of the log as is asked for, and no more. */
  public Flux<AuditedEvent> audited(ExportAuditEvents query) {
    return Flux.from(gateway.streamingQuery(query, AuditedEvent.class)).subscribeOn(workers);
  }

  /** What happened to an order. Ends with NOT_FOUND where there is none in the scope. */
  public Mono<OrderHistory> orderHistory(FindOrderHistory query) {
    return Mono.fromFuture(() -> gateway.query(query, OrderHistory.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable))
        .filter(history -> !history.items().isEmpty())
        .switchIfEmpty(Mono.error(Queries::nothing));
  }

  /** Who shows this content to whom. */
  public Mono<Showing> showing(FindShowing query) {
    return Mono.fromFuture(() -> gateway.query(query, Showing.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What is known of the contracts that the rails watch. */
  public Mono<Contracts> contracts() {
    return Mono.fromFuture(() -> gateway.query(new FindContracts(), Contracts.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** How an order stands in the contract that keeps its money. */
  public Mono<OrderContract> orderContract(FindOrderContract query) {
    return Mono.fromFuture(() -> gateway.query(query, OrderContract.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What the rail knows of a payment on a phone. */
  public Mono<MobilePaymentFound> mobilePayment(FindMobilePayment query) {
    return Mono.fromFuture(() -> gateway.query(query, MobilePaymentFound.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** How far the record of an order's payment in a contract is. */
  public Mono<PaymentRecord> paymentRecord(FindPaymentRecord query) {
    return Mono.fromFuture(() -> gateway.query(query, PaymentRecord.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What the rail knows of everybody's payments on phones in one state. */
  public Mono<MobilePaymentsFound> mobilePayments(FindMobilePayments query) {
    return Mono.fromFuture(() -> gateway.query(query, MobilePaymentsFound.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** A quote, and whether an order was made by it. */
  public Mono<QuoteFound> quote(FindQuote query) {
    return Mono.fromFuture(() -> gateway.query(query, QuoteFound.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** Who signs the log, and how far. */
  public Mono<Transparency> transparency() {
    return answer(new FindTransparency(), Transparency.class);
  }

  /**
   * A checkpoint of the log. Ends with NOT_FOUND where there is none.
   *
   * @param size of how many events; null asks for the newest
   */
  public Mono<SignedCheckpoint> checkpoint(@Nullable Long size) {
    return answer(new FindCheckpoint(size), Checkpoints.class)
        .flatMapIterable(Checkpoints::items)
        .next()
        .switchIfEmpty(
            Mono.error(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such checkpoint.")));
  }

  /** A question that has one answer of this kind. */
  public <A> Mono<A> answer(Object query, Class<A> kind) {
    return Mono.fromFuture(() -> gateway.query(query, kind))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** The lines of a bundle; pulls as much as is asked for, and no more. */
  public Flux<BundleLines> bundle(ReadBundle query) {
    return Flux.from(gateway.streamingQuery(query, BundleLines.class)).subscribeOn(workers);
  }

  /** The policies that were set while the ledger ran. */
  public Mono<WithdrawalPolicies> withdrawalPolicies(long minLogIndex) {
    return Mono.fromFuture(
            () -> gateway.query(new FindWithdrawalPolicies(minLogIndex), WithdrawalPolicies.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What a chain's transaction is to the ledger. */
  public Mono<Carried> carriedBy(FindByTransaction query) {
    return Mono.fromFuture(() -> gateway.query(query, Carried.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What the ledger owes and holds, by asset. */
  public Mono<LedgerTotals> ledgerTotals() {
    return Mono.fromFuture(() -> gateway.query(new FindLedgerTotals(), LedgerTotals.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What accounts had at a moment. */
  public Mono<BalancesAsOf> balancesAsOf(FindBalancesAsOf query) {
    return Mono.fromFuture(() -> gateway.query(query, BalancesAsOf.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** How an order stood at a moment. Ends with NOT_FOUND where the scope has no such order. */
  public Mono<OrderAsOf> orderAsOf(FindOrderAsOf query) {
    return Mono.fromFuture(() -> gateway.query(query, OrderAsOf.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What the ledger owed and held at a moment. */
  public Mono<TotalsAsOf> totalsAsOf(FindTotalsAsOf query) {
    return Mono.fromFuture(() -> gateway.query(query, TotalsAsOf.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /**
   * The postings that make up a balance. Ends with NOT_FOUND where the scope has no such account.
   */
  public Mono<PostingsAsOf> postings(FindPostings query) {
    return Mono.fromFuture(() -> gateway.query(query, PostingsAsOf.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** The frame of a statement. Ends with NOT_FOUND where the scope has no such account. */
  public Mono<StatementFrame> statement(FindStatement query) {
    return Mono.fromFuture(() -> gateway.query(query, StatementFrame.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** Why a balance changed. Ends with NOT_FOUND where the scope has no such posting. */
  public Mono<Reason> reason(FindReason query) {
    return Mono.fromFuture(() -> gateway.query(query, Reason.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** Reports of solvency, newest first. */
  public Mono<SolvencyReportsFound> solvencyReports(FindSolvencyReports query) {
    return Mono.fromFuture(() -> gateway.query(query, SolvencyReportsFound.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** That what an account was owed stands in a report. */
  public Mono<SolvencyProofs> solvencyProofs(FindSolvencyProof query) {
    return Mono.fromFuture(() -> gateway.query(query, SolvencyProofs.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What chains say that these wallets hold; what takes a node long is told as still asked for. */
  public Mono<NativeBalances> nativeBalances(List<String> wallets) {
    return Mono.fromFuture(
            () -> gateway.query(new FindNativeBalances(wallets), NativeBalances.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** How far the read model has come. */
  public Mono<Progress> progress() {
    return Mono.fromFuture(() -> gateway.query(new FindProgress(), Progress.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What of its chain a rail has stored. */
  public Mono<RailCoverage> coverage(String rail) {
    return Mono.fromFuture(() -> gateway.query(new FindCoverage(rail), RailCoverage.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** Where a rail's node leaves our chain past finality. */
  public Mono<RailFork> fork(String rail) {
    return Mono.fromFuture(() -> gateway.query(new FindFork(rail), RailFork.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** What contracts said on a rail's chain. */
  public Mono<ContractEvents> contractEvents(FindContractEvents query) {
    return Mono.fromFuture(() -> gateway.query(query, ContractEvents.class))
        .subscribeOn(workers)
        .timeout(settings.queryTimeout(), Mono.error(Queries::unavailable));
  }

  /** Pulls as much as is asked for, and no more. */
  public Flux<ViewChange> watch(Watch query) {
    return Flux.from(gateway.streamingQuery(query, ViewChange.class)).subscribeOn(workers);
  }

  private static <V extends View> Page<V> checked(Page<?> page, Class<V> row) {
    return new Page<>(page.items().stream().map(row::cast).toList(), page.next(), page.logIndex());
  }

  private static Rejection nothing() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
  }

  private static Rejection unavailable() {
    return new Rejection(ErrorCode.LOG_UNAVAILABLE, "The read model does not answer. Try again.");
  }
}
