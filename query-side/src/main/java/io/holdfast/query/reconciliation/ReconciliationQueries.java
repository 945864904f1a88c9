package io.holdfast.query.reconciliation;

import io.holdfast.api.query.Find.FindReconciliationCases;
import io.holdfast.api.query.Find.FindReconciliations;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.query.ReconciliationView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchReconciliationCases;
import io.holdfast.api.query.Watch.WatchReconciliations;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about comparisons and cases. They are nobody's; the doors let staff in. */
public final class ReconciliationQueries {
  private static final Listing<ReconciliationView> LISTING =
      new Listing<>(
          ReconciliationFold.KIND,
          "reconciliation",
          "t.*",
          "created_index",
          List.of("rail", "asset"),
          ReconciliationRows::view);

  private static final Listing<ReconciliationCaseView> CASES =
      new Listing<>(
          CaseFold.KIND,
          "reconciliation_case",
          "t.*",
          "created_index",
          List.of("case_id"),
          CaseRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public ReconciliationQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<ReconciliationView>> find(FindReconciliations query) {
    Filter filter = Filter.NONE.and("rail", query.rail()).and("asset", query.asset());
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public CompletableFuture<Page<ReconciliationCaseView>> find(FindReconciliationCases query) {
    Filter filter = Filter.NONE.and("case_id", query.caseId()).and("state", query.state());
    return finder.find(CASES, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchReconciliations query) {
    return streams.watch(LISTING, Filter.NONE, query.after());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchReconciliationCases query) {
    return streams.watch(CASES, Filter.NONE, query.after());
  }
}
