package io.holdfast.query.statement;

import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Scope;
import io.holdfast.api.statement.FindPostings;
import io.holdfast.api.statement.FindStatement;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.PostingsAsOf;
import io.holdfast.api.statement.StatementFrame;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.PageCursor;
import io.holdfast.query.read.Reader;
import io.holdfast.query.statement.Moments.Found;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers what a balance is made of, and between which balances a period lies. Whatever is told is
 * proven once more: each posting leads from the balance before it to the one after. Blocks: asked
 * on a worker.
 */
public final class PostingQueries {
  private final Reader reader;
  private final Moments moments;
  private final String schema;

  public PostingQueries(Reader reader, Moments moments, String schema) {
    this.reader = reader;
    this.moments = moments;
    this.schema = schema;
  }

  @QueryHandler
  public CompletableFuture<PostingsAsOf> find(FindPostings query) {
    return moments.at(
        query.upTo(),
        query.minLogIndex(),
        found ->
            account(query.scope(), query.accountId())
                .flatMap(_ -> balance(query.accountId(), query.asset(), found.index()))
                .flatMap(balance -> postings(query, found, balance)));
  }

  private Mono<PostingsAsOf> postings(FindPostings query, Found found, Balance balance) {
    Map<String, Object> parameters = of(query.accountId(), query.asset());
    parameters.put("from", query.afterIndex());
    parameters.put("n", found.index());
    parameters.put("limit", query.page().limit() + 1);
    String after = query.page().after();
    if (after != null) {
      long index = PageCursor.decode(after, 1).index();
      parameters.merge(
          query.oldestFirst() ? "from" : "n",
          index,
          (bound, cursor) ->
              query.oldestFirst()
                  ? Math.max((Long) bound, (Long) cursor)
                  : Math.min((Long) bound, (Long) cursor - 1));
    }
    return reader
        .rows(postingsSql(query.oldestFirst()), parameters, PostingQueries::posting)
        .map(rows -> page(query, found, balance, rows));
  }

  private String postingsSql(boolean oldestFirst) {
    return """
        select c.entry_id, j.kind, j.reference, j.counterparties, j.amount, c.posted, c.postings,
          c.at_millis, c.log_index
        from (
          select * from %1$s.balance_change
          where account_id = :account and asset = :asset and entry_id is not null
            and log_index > :from and log_index <= :n
          order by log_index %2$s limit :limit) c
        join %1$s.journal_line j
          on j.account_id = c.account_id and j.entry_id = c.entry_id and j.asset = c.asset
        order by c.log_index %2$s"""
        .formatted(schema, oldestFirst ? "asc" : "desc");
  }

  static Posting posting(Columns row) {
    return new Posting(
        row.text("entry_id"),
        row.textOrNull("kind"),
        row.textOrNull("reference"),
        row.amount("amount"),
        row.amount("posted"),
        row.textOrNull("counterparties"),
        row.number("postings"),
        row.number("at_millis"),
        row.number("log_index"));
  }

  private static PostingsAsOf page(
      FindPostings query, Found found, Balance balance, List<Posting> rows) {
    requireChain(query.oldestFirst() ? rows : rows.reversed());
    int limit = query.page().limit();
    List<Posting> items = rows.stream().limit(limit).toList();
    return new PostingsAsOf(
        found.moment(),
        balance.posted.toString(),
        items,
        rows.size() > limit ? cursor(items.getLast()) : null,
        found.reflectedIndex());
  }

  private static String cursor(Posting last) {
    return new PageCursor(last.logIndex(), List.of(last.entryId())).encoded();
  }

  /** Neighbours, oldest first: each begins where the one before it ended. */
  private static void requireChain(List<Posting> postings) {
    for (int i = 1; i < postings.size(); i++) {
      Posting posting = postings.get(i);
      BigInteger before = new BigInteger(postings.get(i - 1).postedAfter());
      if (!before.add(new BigInteger(posting.amount())).toString().equals(posting.postedAfter())) {
        throw new Defect("the balance before entry " + posting.entryId() + " is not " + before);
      }
    }
  }

  @QueryHandler
  public CompletableFuture<StatementFrame> find(FindStatement query) {
    return moments.at(
        query.to(),
        query.minLogIndex(),
        to -> moments.find(query.from()).flatMap(from -> frame(query, from, to)));
  }

  private Mono<StatementFrame> frame(FindStatement query, Found from, Found to) {
    if (from.index() > to.index()) {
      return Mono.error(
          new Rejection(ErrorCode.MALFORMED_REQUEST, "A period ends before it begins."));
    }
    return account(query.scope(), query.accountId())
        .flatMap(
            account ->
                Mono.zip(
                        balance(query.accountId(), query.asset(), from.index()),
                        balance(query.accountId(), query.asset(), to.index()))
                    .map(
                        both ->
                            new StatementFrame(
                                query.accountId(),
                                account.ownerId,
                                account.label,
                                query.asset(),
                                from.moment(),
                                to.moment(),
                                both.getT1().posted.toString(),
                                both.getT2().posted.toString(),
                                both.getT2().postings - both.getT1().postings,
                                to.reflectedIndex())));
  }

  private record Account(@Nullable String ownerId, String label) {}

  /** Ends with NOT_FOUND where the scope has no such account. */
  private Mono<Account> account(Scope scope, String accountId) {
    String sql =
        "select owner_id, label from %s.account where account_id = :account".formatted(schema);
    return reader
        .rows(
            sql,
            Map.of("account", accountId),
            row -> new Account(row.textOrNull("owner_id"), row.text("label")))
        .flatMap(
            found ->
                found.stream()
                    .filter(
                        account ->
                            scope.ownerId() == null || scope.ownerId().equals(account.ownerId))
                    .findFirst()
                    .map(Mono::just)
                    .orElseGet(() -> Mono.error(nothing())));
  }

  static Rejection nothing() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
  }

  private record Balance(BigInteger posted, long postings) {
    private static final Balance NOTHING = new Balance(BigInteger.ZERO, 0);
  }

  private Mono<Balance> balance(String accountId, String asset, long index) {
    Map<String, Object> parameters = of(accountId, asset);
    parameters.put("n", index);
    String sql =
        """
        select posted, postings from %s.balance_change
        where account_id = :account and asset = :asset and log_index <= :n
        order by log_index desc limit 1"""
            .formatted(schema);
    return reader
        .rows(
            sql,
            parameters,
            row -> new Balance(new BigInteger(row.amount("posted")), row.number("postings")))
        .map(found -> found.isEmpty() ? Balance.NOTHING : found.getFirst());
  }

  private static Map<String, Object> of(String accountId, String asset) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("account", accountId);
    parameters.put("asset", asset);
    return parameters;
  }
}
