package io.holdfast.chain.balance;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.holdfast.api.query.BalanceState;
import io.holdfast.chain.balance.Reading.Last;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.port.BalanceSource.Told;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.RpcError;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rail's balances. For each address there is one question at a time, and none for a minute
 * after its answer, whatever the answer was and however many look. Questions are asked on a few
 * threads of their own, so a node that hangs holds up nobody but these. Thread-safe.
 */
final class KeptBalances implements AutoCloseable {
  static final Duration FRESH = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(KeptBalances.class);

  /** Amounts outlive questions that go unanswered, but not for ever. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private static final int MOST_KEPT = 10_000;
  private static final int MOST_WAITING = 500;
  private static final int ASKERS = 4;

  private final BalanceSource source;
  private final Clock clock;
  private final Ticker ticker;
  private final AsyncCache<String, Reading> fresh;
  private final Cache<String, Last> told;
  private final ThreadPoolExecutor askers;

  /**
   * @param ticker by which a minute is measured: no setting of the clock makes it longer
   */
  KeptBalances(BalanceSource source, Clock clock, Ticker ticker) {
    this.source = source;
    this.clock = clock;
    this.ticker = ticker;
    this.fresh = kept(FRESH, ticker).buildAsync();
    this.told = kept(REMEMBERED, ticker).build();
    this.askers =
        new ThreadPoolExecutor(
            ASKERS,
            ASKERS,
            FRESH.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform()
                .daemon()
                .name("balances-" + source.asset().rail() + "-", 0)
                .factory());
    askers.allowCoreThreadTimeOut(true);
  }

  private static Caffeine<Object, Object> kept(Duration time, Ticker ticker) {
    return Caffeine.newBuilder()
        .ticker(ticker)
        .executor(Runnable::run)
        .maximumSize(MOST_KEPT)
        .expireAfterWrite(time);
  }

  BalanceSource source() {
    return source;
  }

  /**
   * What is known, where that is fresh, or else what a node says; completes when it has. Where too
   * many wait for the node already, it is not asked, and this completes at once.
   */
  CompletableFuture<Reading> of(String address) {
    try {
      CompletableFuture<Reading> kept = fresh.get(address, this::asked);
      if (isStale(kept)) {
        fresh.asMap().remove(address, kept);
        kept = fresh.get(address, this::asked);
      }
      return kept.copy();
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(asking(address));
    }
  }

  private CompletableFuture<Reading> asked(String address, Executor unused) {
    return CompletableFuture.supplyAsync(() -> ask(address), askers);
  }

  /** The reading itself says until when it counts: the cache begins to count a moment later. */
  private boolean isStale(CompletableFuture<Reading> kept) {
    return kept.state() == Future.State.SUCCESS
        && kept.resultNow().freshUntilNanos() - ticker.read() <= 0;
  }

  /** What is known while a node has not answered yet. */
  Reading asking(String address) {
    return new Reading(BalanceState.ASKING, told.getIfPresent(address), ticker.read());
  }

  private Reading ask(String address) {
    try {
      Optional<Told> answer = source.ask(address);
      answer.ifPresent(amount -> told.put(address, new Last(amount, clock.millis())));
      return reading(
          address,
          answer
              .map(amount -> amount.exists() ? BalanceState.KNOWN : BalanceState.NO_ACCOUNT)
              .orElse(BalanceState.NOT_TOLD));
    } catch (NodeTimedOut e) {
      return unanswered(address, BalanceState.TOO_SLOW, e);
    } catch (RpcError e) {
      return unanswered(address, BalanceState.NOT_TOLD, e);
    } catch (NodeFailure e) {
      return unanswered(address, BalanceState.NODE_AWAY, e);
    }
  }

  private Reading unanswered(String address, BalanceState state, NodeFailure failure) {
    LOG.debug(
        "rail {}: a wallet's balance is not told: {}", source.asset().rail(), failure.getMessage());
    return reading(address, state);
  }

  private Reading reading(String address, BalanceState state) {
    return new Reading(state, told.getIfPresent(address), ticker.read() + FRESH.toNanos());
  }

  /** Questions under way are broken off. */
  @Override
  public void close() {
    askers.shutdownNow();
  }
}
