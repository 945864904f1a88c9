package io.holdfast.query.journal;

import io.holdfast.api.query.Find.FindJournal;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchJournal;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/**
 * Answers questions about the journal of an account. A line is shown once both its halves are
 * there.
 */
public final class JournalQueries {
  private static final Listing<JournalLineView> LISTING =
      new Listing<>(
          JournalFold.KIND,
          "journal_line",
          "t.account_id, t.entry_id, t.asset, t.amount, t.kind, t.reference, t.counterparties, t.at_millis, t.posted_after, t.log_index",
          "log_index",
          List.of("entry_id", "asset"),
          JournalQueries::view);

  private final Finder finder;
  private final ViewStreams streams;

  public JournalQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<JournalLineView>> find(FindJournal query) {
    Filter filter = complete(Filter.in(query.scope()).and("account_id", query.accountId()));
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchJournal query) {
    Filter filter = complete(Filter.in(query.scope()).and("account_id", query.accountId()));
    return streams.watch(LISTING, filter, query.after());
  }

  private static Filter complete(Filter filter) {
    return filter.where("complete");
  }

  private static JournalLineView view(Columns row) {
    return new JournalLineView(
        row.text("account_id"),
        row.text("entry_id"),
        row.text("kind"),
        row.text("reference"),
        row.text("asset"),
        row.amount("amount"),
        row.amount("posted_after"),
        row.text("counterparties"),
        row.number("at_millis"),
        row.number("log_index"));
  }
}
