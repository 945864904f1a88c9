package io.holdfast.query.statement;

import io.holdfast.api.statement.FindReason;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.Reason;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Reader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers why a balance changed, from the events of the entry and of what it refers to, as they
 * stand in the log, each found by its aggregate.
 */
public final class ReasonQueries {
  /** A deposit has an event for each confirmation; more than this many are left out. */
  private static final int MOST_FACTS = 1_000;

  private final Reader reader;
  private final Finder finder;
  private final String schema;

  public ReasonQueries(Reader reader, Finder finder, String schema) {
    this.reader = reader;
    this.finder = finder;
    this.schema = schema;
  }

  @QueryHandler
  public CompletableFuture<Reason> find(FindReason query) {
    return finder.after(
        query.minLogIndex(),
        () ->
            rows(query)
                .flatMap(
                    rows ->
                        rows.isEmpty()
                            ? Mono.error(PostingQueries.nothing())
                            : reason(query, rows.getFirst())));
  }

  /** The posting, with the entry's event. */
  private record Row(long reflectedIndex, Posting posting, StoredFact entry) {}

  private Mono<List<Row>> rows(FindReason query) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("account", query.accountId());
    parameters.put("asset", query.asset());
    parameters.put("entry", query.entryId());
    String owned = "";
    if (query.scope().ownerId() != null) {
      owned = " and j.owner_id = :owner";
      parameters.put("owner", query.scope().ownerId());
    }
    String sql =
        """
        select p.log_index as reflected_index, j.entry_id, j.kind, j.reference, j.counterparties,
          j.amount, j.posted_after as posted, c.postings, c.log_index as line_index,
          c.at_millis as line_at,
          %3$s
        from %1$s.progress p
          join %1$s.journal_line j on j.account_id = :account and j.entry_id = :entry
            and j.asset = :asset and j.complete%2$s
          join lateral (
            select * from %1$s.balance_change c
            where c.account_id = j.account_id and c.asset = j.asset and c.entry_id = j.entry_id
              and c.log_index <= j.log_index order by c.log_index desc limit 1) c on true
          join log.event e on e.aggregate_id = j.entry_id and e.sequence_number = 0"""
            .formatted(schema, owned, StoredFact.COLUMNS);
    return reader.rows(sql, parameters, ReasonQueries::row);
  }

  private static Row row(Columns row) {
    return new Row(
        row.number("reflected_index"),
        new Posting(
            row.text("entry_id"),
            row.text("kind"),
            row.text("reference"),
            row.amount("amount"),
            row.amount("posted"),
            row.text("counterparties"),
            row.number("postings"),
            row.number("line_at"),
            row.number("line_index")),
        StoredFact.of(row));
  }

  private Mono<Reason> reason(FindReason query, Row row) {
    String reference = Objects.requireNonNull(row.posting.reference(), "the line is complete");
    return Mono.zip(facts(reference), own(query, row.entry))
        .flatMap(
            found -> {
              List<StoredFact> subject = found.getT1();
              return facts(Reasons.streamOf(subject, query.entryId()))
                  .map(
                      payment ->
                          new Reasons(
                                  query.scope(),
                                  row.posting,
                                  row.entry,
                                  subject,
                                  payment,
                                  found.getT2())
                              .told(row.reflectedIndex));
            });
  }

  /** What happened to an aggregate, in order; nothing where there is none. */
  private Mono<List<StoredFact>> facts(@Nullable String aggregateId) {
    if (aggregateId == null) {
      return Mono.just(List.of());
    }
    String sql =
        "select %s from log.event e where e.aggregate_id = :id order by e.sequence_number limit :most"
            .formatted(StoredFact.COLUMNS);
    return reader.rows(sql, Map.of("id", aggregateId, "most", MOST_FACTS), StoredFact::of);
  }

  /** Which of the entry's accounts the asker owns. */
  private Mono<Set<String>> own(FindReason query, StoredFact entry) {
    if (query.scope().ownerId() == null) {
      return Mono.just(Set.of());
    }
    String[] accounts =
        entry
            .content()
            .path("postings")
            .valueStream()
            .map(line -> line.path("accountId").asString())
            .toArray(String[]::new);
    String sql =
        "select account_id from %s.account where account_id = any(:accounts) and owner_id = :owner"
            .formatted(schema);
    return reader
        .rows(
            sql,
            Map.of("accounts", accounts, "owner", query.scope().ownerId()),
            row -> row.text("account_id"))
        .map(HashSet::new);
  }
}
