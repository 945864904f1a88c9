package io.holdfast.query.read;

import static java.util.stream.Collectors.joining;

import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.View;
import io.holdfast.query.fold.Columns;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Reads the read model without blocking. Every answer is one statement, hence one snapshot: the
 * index it tells and the rows belong together. Thread-safe.
 */
public final class Reader {
  private final DatabaseClient client;
  private final String schema;
  private final Duration timeout;

  /**
   * @param timeout after which a statement without an answer fails: a database that hangs is away
   */
  public Reader(ConnectionFactory connections, String schema, Duration timeout) {
    this.client = DatabaseClient.create(connections);
    this.schema = schema;
    this.timeout = timeout;
  }

  /** Every event up to this index is reflected. */
  public Mono<Long> position() {
    return client
        .sql("select log_index from %s.progress".formatted(schema))
        .map(row -> new RowColumns(row).number("log_index"))
        .one()
        .timeout(timeout);
  }

  /** Everything that one statement finds, in its order. For questions that no listing answers. */
  public <T> Mono<List<T>> rows(String sql, Function<Columns, T> read) {
    return rows(sql, Map.of(), read);
  }

  /** The same, with values for the statement's {@code :names}. */
  public <T> Mono<List<T>> rows(
      String sql, Map<String, Object> parameters, Function<Columns, T> read) {
    return client
        .sql(sql)
        .bindValues(parameters)
        .map(row -> read.apply(new RowColumns(row)))
        .all()
        .collectList()
        .timeout(timeout);
  }

  /** One page, newest first. */
  <V extends View> Mono<Page<V>> page(Listing<V> listing, Filter filter, PageRequest request) {
    PageCursor after =
        request.after() == null ? null : PageCursor.decode(request.after(), listing.key().size());
    int oneMore = request.limit() + 1;
    return bound(pageSql(listing, filter, after != null), filter, oneMore, cursor(listing, after))
        .map(row -> PageRow.of(listing, new RowColumns(row)))
        .all()
        .collectList()
        .timeout(timeout)
        .map(rows -> PageRow.page(rows, request.limit()));
  }

  /**
   * Rows that changed after a cursor, oldest change first; about so many, and never a part of those
   * that share an index. What caused the change stands in the log, at the row's own index.
   */
  <V extends View> Mono<List<Changed<V>>> changes(
      Listing<V> listing, Filter filter, long after, int atLeast) {
    String sql =
        """
        select r.*, convert_from(e.metadata, 'UTF8')::json ->> 'correlationId' as correlation_id
        from (
          select %s from %s.%s t where %st.log_index > :after
          order by t.log_index fetch first :limit rows with ties
        ) r left join log.event e on e.log_index = r.log_index order by r.log_index"""
            .formatted(listing.columns(), schema, listing.table(), filter.sql());
    return bound(sql, filter, atLeast, Map.of("after", after))
        .map(row -> changed(listing, new RowColumns(row)))
        .all()
        .collectList()
        .timeout(timeout);
  }

  private static <V extends View> Changed<V> changed(Listing<V> listing, Columns row) {
    return new Changed<>(listing.read().apply(row), row.textOrNull("correlation_id"));
  }

  private String pageSql(Listing<?> listing, Filter filter, boolean goesOn) {
    List<String> order = order(listing);
    String rows =
        "select %s, t.%s as page_index from %s.%s t where %s%s order by %s limit :limit"
            .formatted(
                listing.columns(),
                listing.order(),
                schema,
                listing.table(),
                filter.sql(),
                goesOn ? after(order) : "true",
                order.stream().map(column -> "t." + column + " desc").collect(joining(", ")));
    String newestFirst =
        listing.key().stream().map(column -> ", r." + column + " desc").collect(joining());
    return "select p.log_index as reflected_index, r.* from %s.progress p left join lateral (%s) r on true order by r.page_index desc%s"
        .formatted(schema, rows, newestFirst);
  }

  private static String after(List<String> order) {
    return "(%s) < (%s)"
        .formatted(
            order.stream().map(column -> "t." + column).collect(joining(", ")),
            order.stream().map(column -> ":after_" + column).collect(joining(", ")));
  }

  private static Map<String, Object> cursor(Listing<?> listing, @Nullable PageCursor after) {
    if (after == null) {
      return Map.of();
    }
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("after_" + listing.order(), after.index());
    for (int i = 0; i < after.key().size(); i++) {
      parameters.put("after_" + listing.key().get(i), after.key().get(i));
    }
    return parameters;
  }

  private static List<String> order(Listing<?> listing) {
    List<String> order = new ArrayList<>(listing.key());
    order.addFirst(listing.order());
    return order;
  }

  private DatabaseClient.GenericExecuteSpec bound(
      String sql, Filter filter, int limit, Map<String, Object> more) {
    DatabaseClient.GenericExecuteSpec spec = client.sql(sql).bind("limit", limit);
    for (Map.Entry<String, Object> each : filter.equal().entrySet()) {
      spec = spec.bind(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, Object> each : more.entrySet()) {
      spec = spec.bind(each.getKey(), each.getValue());
    }
    return spec;
  }

  /** One row of a page; without a view where the page is empty and only the index was told. */
  private record PageRow<V extends View>(
      long reflectedIndex, @Nullable V view, @Nullable PageCursor cursor) {
    static <V extends View> PageRow<V> of(Listing<V> listing, Columns row) {
      long reflectedIndex = row.number("reflected_index");
      Long index = row.numberOrNull("page_index");
      return index == null
          ? new PageRow<>(reflectedIndex, null, null)
          : new PageRow<>(
              reflectedIndex,
              listing.read().apply(row),
              new PageCursor(index, listing.key().stream().map(row::text).toList()));
    }

    static <V extends View> Page<V> page(List<PageRow<V>> rows, int limit) {
      List<V> views =
          rows.stream().limit(limit).flatMap(row -> Stream.ofNullable(row.view())).toList();
      PageCursor last = rows.size() > limit ? rows.get(limit - 1).cursor() : null;
      return new Page<>(
          views, last == null ? null : last.encoded(), rows.getFirst().reflectedIndex());
    }
  }
}
