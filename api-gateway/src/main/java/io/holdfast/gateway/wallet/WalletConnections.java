package io.holdfast.gateway.wallet;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Find.FindPeople;
import io.holdfast.api.query.Find.FindRails;
import io.holdfast.api.query.NativeBalances;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.WalletView;
import io.holdfast.api.query.Watch.WatchPeople;
import io.holdfast.api.query.Watch.WatchRails;
import io.holdfast.api.query.Watch.WatchWallets;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.WalletId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Queries;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A person's wallets on their networks: put together from the person and the rails, as the read
 * model has them, and from what chains say. Nothing is kept here; how often a node is asked is the
 * rails' own to limit. Thread-safe.
 */
@Component
public class WalletConnections implements DisposableBean {
  private static final PageRequest ALL_RAILS = new PageRequest(null, 200);

  /** No event makes these, so no cursor stands between two of them. */
  private static final long FROM_THE_BEGINNING = 0;

  /** Blocks of a rail that is catching up come faster than anybody can read. */
  private static final Duration BETWEEN_BLOCKS = Duration.ofMillis(200);

  /** Between two looks for an answer that a node still owes. */
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private final Queries queries;
  private final Clock clock;
  private final Sinks.Empty<Void> over = Sinks.empty();

  WalletConnections(Queries queries, Clock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  /** All of somebody's. Ends with NOT_FOUND where there is no such person. */
  Mono<Page<WalletView>> all(UserId person, long minLogIndex) {
    return of(person, _ -> true, minLogIndex);
  }

  /** One of somebody's. Ends with NOT_FOUND where it is not linked to this person. */
  Mono<Page<WalletView>> one(UserId person, WalletId wallet, long minLogIndex) {
    return of(person, wallet.value()::equals, minLogIndex)
        .map(
            page -> {
              if (page.items().isEmpty()) {
                throw new Rejection(
                    ErrorCode.NOT_FOUND, "There is no wallet of yours with this id.");
              }
              return page;
            });
  }

  private Mono<Page<WalletView>> of(UserId person, Predicate<String> wanted, long minLogIndex) {
    FindPeople query =
        new FindPeople(
            Scope.ownedBy(person.value()), person.value(), Answers.single(), minLogIndex);
    return queries
        .one(query, PersonView.class)
        .flatMap(
            page -> {
              List<String> wallets =
                  page.items().getFirst().wallets().stream().filter(wanted).toList();
              return Mono.zip(
                  rails(),
                  queries.nativeBalances(wallets),
                  (rails, told) ->
                      new Page<>(WalletRows.of(wallets, byId(rails), told), null, page.logIndex()));
            });
  }

  private Mono<Page<RailView>> rails() {
    return queries.find(new FindRails(Scope.EVERYBODY, null, ALL_RAILS, 0), RailView.class);
  }

  private static Map<String, RailView> byId(Page<RailView> page) {
    Map<String, RailView> rails = new TreeMap<>();
    page.items().forEach(rail -> rails.put(rail.rail(), rail));
    return rails;
  }

  /**
   * All of one's own, and each again as it changes; a wallet that is unlinked is told no more. A
   * slow reader gets the newest and not the ones between.
   */
  public Flux<ViewChange> watch(WatchWallets query) {
    return Flux.defer(
            () -> {
              Map<String, WalletView> told = new HashMap<>();
              return wallets(query.scope())
                  .switchMap(this::states)
                  .onBackpressureLatest()
                  .concatMapIterable(rows -> news(told, rows), 1);
            })
        .takeUntilOther(over.asMono())
        .map(row -> new ViewChange(FROM_THE_BEGINNING, row, clock.millis()));
  }

  /** What is watched ends before the threads on which it would be asked for. */
  @Override
  public void destroy() {
    over.tryEmitEmpty();
  }

  private Flux<List<String>> wallets(Scope owner) {
    return queries
        .watch(new WatchPeople(owner, 0))
        .map(change -> ((PersonView) change.view()).wallets())
        .distinctUntilChanged();
  }

  private Flux<List<WalletView>> states(List<String> wallets) {
    return Flux.combineLatest(
        railChanges(), balances(wallets), (rails, told) -> WalletRows.of(wallets, rails, told));
  }

  private Flux<Map<String, RailView>> railChanges() {
    return rails()
        .flatMapMany(
            page ->
                queries
                    .watch(new WatchRails(Scope.EVERYBODY, page.logIndex()))
                    .concatMap(change -> Mono.just(change).delayElement(BETWEEN_BLOCKS), 1)
                    .scan(byId(page), WalletConnections::with));
  }

  private static Map<String, RailView> with(Map<String, RailView> rails, ViewChange change) {
    Map<String, RailView> next = new TreeMap<>(rails);
    next.put(change.view().key(), (RailView) change.view());
    return next;
  }

  private Flux<NativeBalances> balances(List<String> wallets) {
    return queries
        .nativeBalances(wallets)
        .expand(told -> Mono.delay(pause(told)).then(queries.nativeBalances(wallets)));
  }

  private static Duration pause(NativeBalances told) {
    Duration pause = Duration.ofMillis(told.askAgainMillis());
    return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
  }

  private static List<WalletView> news(Map<String, WalletView> told, List<WalletView> rows) {
    told.keySet().retainAll(rows.stream().map(WalletView::key).toList());
    return rows.stream().filter(row -> !row.equals(told.put(row.key(), row))).toList();
  }
}
