package io.holdfast.query.statement;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderHistory.Happened;
import io.holdfast.api.statement.FindOrderAsOf;
import io.holdfast.api.statement.OrderAsOf;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.log.OrderHistoryQueries;
import io.holdfast.query.order.OrderPast;
import io.holdfast.query.read.Reader;
import io.holdfast.query.statement.Moments.Found;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Mono;

/**
 * Answers how an order stood at a moment: its own stream up to an index, folded. Blocks: asked on a
 * worker.
 */
public final class OrderAsOfQueries {
  private final Reader reader;
  private final Moments moments;
  private final OrderHistoryQueries histories;

  public OrderAsOfQueries(Reader reader, Moments moments, OrderHistoryQueries histories) {
    this.reader = reader;
    this.moments = moments;
    this.histories = histories;
  }

  @QueryHandler
  public CompletableFuture<OrderAsOf> find(FindOrderAsOf query) {
    OrderHistory whole = histories.find(new FindOrderHistory(query.scope(), query.orderId()));
    return whole.items().isEmpty()
        ? CompletableFuture.failedFuture(PostingQueries.nothing())
        : moments.at(
            query.asOf(),
            query.minLogIndex(),
            found -> indexes(query.orderId(), found).map(up -> asOf(found, whole, up)));
  }

  /** The log's index of each of its events up to the moment, by its place in the stream. */
  private Mono<Map<Long, Long>> indexes(String orderId, Found found) {
    return reader
        .rows(
            "select sequence_number, log_index from log.event where aggregate_id = :id and log_index <= :n",
            Map.of("id", orderId, "n", found.index()),
            row -> Map.entry(row.number("sequence_number"), row.number("log_index")))
        .map(rows -> rows.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static OrderAsOf asOf(Found found, OrderHistory whole, Map<Long, Long> indexes) {
    List<Happened> until =
        whole.items().stream().filter(each -> indexes.containsKey(each.index())).toList();
    List<LoggedEvent> events =
        until.stream()
            .map(
                each ->
                    new LoggedEvent(
                        indexes.getOrDefault(each.index(), 0L), each.atMillis(), each.event()))
            .toList();
    return new OrderAsOf(
        found.moment(), OrderPast.after(events), new OrderHistory(until), found.reflectedIndex());
  }
}
