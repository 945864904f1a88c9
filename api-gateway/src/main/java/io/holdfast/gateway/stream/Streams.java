package io.holdfast.gateway.stream;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.identity.Caller;
import io.holdfast.gateway.identity.EndedSessions;
import io.holdfast.gateway.security.AccessRules;
import io.holdfast.gateway.security.RequestLimits;
import io.holdfast.gateway.security.Whose;
import io.holdfast.gateway.wallet.WalletConnections;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens view streams, whichever door asks: only rows that the caller may read, only as many as are
 * asked for, and only until the caller's token expires or the session ends.
 */
@Component
class Streams {
  /** By which a timer may be early: what it ends is over by the clock, too. */
  private static final Duration HAIR = Duration.ofMillis(20);

  private final Queries queries;
  private final WalletConnections wallets;
  private final EndedSessions ended;
  private final RequestLimits limits;
  private final OpenStreams open;
  private final Clock clock;

  /**
   * @throws IllegalStateException where the policy has no row for a view
   */
  Streams(
      Queries queries,
      WalletConnections wallets,
      EndedSessions ended,
      RequestLimits limits,
      OpenStreams open,
      Clock clock) {
    this.queries = queries;
    this.wallets = wallets;
    this.ended = ended;
    this.limits = limits;
    this.open = open;
    this.clock = clock;
    for (ViewName view : ViewName.values()) {
      AccessRules.stream(view.wireName());
    }
  }

  Flux<StreamItem> open(Caller caller, ViewName view, StreamRequest request) {
    if (!clock.instant().isBefore(caller.expiresAt())) {
      throw expired();
    }
    limits.takeRead(caller.userId());
    AccessRules.Stream rule = AccessRules.stream(view.wireName());
    if (!rule.admits(caller.roles())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Your role does not allow this.");
    }
    Watch watch = view.watch(scope(caller, rule), request);
    return open.counted(
        mayWatch(watch)
            .thenMany(Flux.defer(() -> changes(watch)))
            .map(StreamItem::of)
            .takeUntilOther(
                Mono.firstWithSignal(expiry(caller), ended.failWhenEnded(caller.sessionId()))));
  }

  /** What is the caller's own is theirs alone, however much else they may see. */
  private static Scope scope(Caller caller, AccessRules.Stream rule) {
    return rule.whose() == Whose.CALLERS ? Scope.ownedBy(caller.userId()) : caller.scope();
  }

  private Flux<ViewChange> changes(Watch watch) {
    return watch instanceof Watch.WatchWallets own ? wallets.watch(own) : queries.watch(watch);
  }

  /** What is of one thing that the caller may not see is not empty, but not there. */
  private Mono<?> mayWatch(Watch watch) {
    return switch (watch) {
      case Watch.WatchJournal(var scope, String accountId, long _) ->
          queries.one(new FindAccounts(scope, accountId, Answers.single(), 0), AccountView.class);
      case Watch.WatchOrders(var scope, String orderId, long _) when orderId != null ->
          queries.orderHistory(new FindOrderHistory(scope, orderId));
      default -> Mono.empty();
    };
  }

  private Mono<Void> expiry(Caller caller) {
    Duration left = Duration.between(clock.instant(), caller.expiresAt());
    return Mono.delay(left.plus(HAIR)).then(Mono.error(Streams::expired));
  }

  private static Rejection expired() {
    return new Rejection(
        ErrorCode.NOT_SIGNED_IN, "The token has expired. Sign in and go on from the last cursor.");
  }
}
