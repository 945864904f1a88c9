package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.FindShowing;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.Showing;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Who sees content: who brought it, both sides of the order that it was brought for, and staff; and
 * whom its owner shows it to: everybody, as the image of what they offer, or the other side of an
 * order, as its metadata. To everybody else it is not there, whether it is or not.
 */
final class Sight {
  private final Uploads uploads;
  private final Queries queries;
  private final Scheduler workers;

  Sight(Uploads uploads, Queries queries, Scheduler workers) {
    this.uploads = uploads;
    this.queries = queries;
    this.workers = workers;
  }

  /**
   * The uploads of these bytes that the caller may see, the caller's own before others', and then
   * the first first; at least one. Ends with NOT_FOUND.
   */
  Mono<List<Upload>> of(Ask ask, Cid cid) {
    UserId caller = new UserId(ask.caller().userId());
    boolean all = ask.caller().seesAll();
    return showing(ask, cid)
        .flatMap(
            shownBy ->
                Mono.fromCallable(() -> uploads.of(cid, caller, all, shownBy))
                    .subscribeOn(workers)
                    .flatMap(found -> all ? Mono.just(found) : seen(ask, caller, found)))
        .filter(seen -> !seen.isEmpty())
        .switchIfEmpty(Mono.error(Sight::nothing));
  }

  /**
   * Those for this order, so that nobody hides them behind as many for other orders; where there
   * are none, as without it. Ends with NOT_FOUND, also where the caller may not see the order.
   */
  Mono<List<Upload>> of(Ask ask, Cid cid, OrderId order) {
    UserId caller = new UserId(ask.caller().userId());
    return requireOrder(ask, order)
        .publishOn(workers)
        .map(seen -> uploads.of(cid, caller, seen))
        .filter(found -> !found.isEmpty())
        .switchIfEmpty(Mono.defer(() -> of(ask, cid)));
  }

  /** Ends with NOT_FOUND where the caller may not see this order. */
  Mono<OrderId> requireOrder(Ask ask, OrderId order) {
    return sees(ask, order)
        .filter(seen -> seen)
        .switchIfEmpty(
            Mono.error(() -> new Rejection(ErrorCode.NOT_FOUND, "There is no such order.")))
        .thenReturn(order);
  }

  static Rejection nothing() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is no such content.");
  }

  private Mono<List<Upload>> seen(Ask ask, UserId caller, List<Upload> found) {
    Set<OrderId> orders =
        found.stream()
            .filter(upload -> !upload.uploadedBy().equals(caller))
            .map(Upload::orderId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return Flux.fromIterable(orders)
        .filterWhen(order -> sees(ask, order))
        .collect(Collectors.toSet())
        .map(
            theirs ->
                found.stream()
                    .filter(
                        upload ->
                            upload.orderId() == null
                                || upload.uploadedBy().equals(caller)
                                || theirs.contains(upload.orderId()))
                    .map(upload -> asSeenBy(caller, upload))
                    .toList());
  }

  /** What is for no order and of another is shown. */
  private static Upload asSeenBy(UserId caller, Upload upload) {
    return upload.orderId() != null || upload.uploadedBy().equals(caller)
        ? upload
        : upload.withoutName();
  }

  /** Who sees all needs nobody to show it. */
  private Mono<Set<String>> showing(Ask ask, Cid cid) {
    return ask.caller().seesAll()
        ? Mono.just(Set.of())
        : queries
            .showing(new FindShowing(ask.scope(), cid.value(), ask.waitForIndex()))
            .map(Showing::userIds);
  }

  private Mono<Boolean> sees(Ask ask, OrderId order) {
    return queries
        .find(
            new FindOrders(
                ask.scope(),
                order.value(),
                null,
                null,
                null,
                false,
                Answers.single(),
                ask.waitForIndex()),
            OrderView.class)
        .map(Page::items)
        .map(items -> !items.isEmpty());
  }
}
