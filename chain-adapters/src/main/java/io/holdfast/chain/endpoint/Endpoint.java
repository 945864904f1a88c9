package io.holdfast.chain.endpoint;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.holdfast.chain.endpoint.EndpointState.Health;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeOfAnotherChain;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One way to a chain: a client, with a circuit breaker and a rate limit before it. A node that
 * understands and says no is well. Thread-safe.
 *
 * @param <C> what the rail asks its nodes with
 */
public final class Endpoint<C> implements Closeable {
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(5);

  private final String name;
  private final C client;
  private final Admission<? super C> admission;
  private final CircuitBreaker breaker;
  private final @Nullable RateLimiter limiter;
  private final Clock clock;
  private volatile long latencyMillis = -1;
  private volatile Standing standing = Standing.UNKNOWN;
  private volatile @Nullable Failure lastFailure;

  private record Failure(String message, long atMillis) {}

  private enum Standing {
    UNKNOWN,
    ADMITTED,
    REFUSED
  }

  /**
   * @param name where it is, without credentials
   */
  public Endpoint(
      String name, C client, Admission<? super C> admission, EndpointRules rules, Clock clock) {
    this.name = name;
    this.client = client;
    this.admission = admission;
    this.clock = clock;
    this.breaker = CircuitBreaker.of(name, breaker(rules));
    this.limiter = rules.requestsPerSecond() == 0 ? null : RateLimiter.of(name, limit(rules));
  }

  private static CircuitBreakerConfig breaker(EndpointRules rules) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(rules.failuresToRest())
        .minimumNumberOfCalls(rules.failuresToRest())
        .failureRateThreshold(100)
        .waitDurationInOpenState(Duration.ofMillis(rules.restMillis()))
        .permittedNumberOfCallsInHalfOpenState(1)
        .build();
  }

  private static RateLimiterConfig limit(EndpointRules rules) {
    return RateLimiterConfig.custom()
        .limitForPeriod(rules.requestsPerSecond())
        .limitRefreshPeriod(Duration.ofSeconds(1))
        .timeoutDuration(LONGEST_QUEUE)
        .build();
  }

  /**
   * @throws NodeFailure what the client throws, NodeOfAnotherChain when it is not admitted, or
   *     NodeUnreachable when the endpoint rests
   */
  public <T> T ask(Function<? super C, T> question) {
    if (!breaker.tryAcquirePermission()) {
      throw new NodeUnreachable(name + " is left alone for a while, after failures in a row");
    }
    if (limiter != null && !limiter.acquirePermission()) {
      breaker.releasePermission();
      throw new NodeUnreachable("more questions than " + name + " may be asked");
    }
    long start = breaker.getCurrentTimestamp();
    try {
      admit();
      T answer = question.apply(client);
      succeeded(start);
      return answer;
    } catch (RpcError refusal) {
      succeeded(start);
      throw refusal;
    } catch (NodeOfAnotherChain stranger) {
      succeeded(start);
      remember(stranger);
      throw stranger;
    } catch (RuntimeException failure) {
      failed(start, failure);
      throw failure;
    }
  }

  /** One that was refused is asked each time: it may be put right. */
  private void admit() {
    if (standing != Standing.ADMITTED) {
      Optional<String> refusal = admission.refusal(client);
      standing = refusal.isEmpty() ? Standing.ADMITTED : Standing.REFUSED;
      refusal.ifPresent(
          reason -> {
            throw new NodeOfAnotherChain(reason);
          });
    }
  }

  private void succeeded(long start) {
    long elapsed = breaker.getCurrentTimestamp() - start;
    breaker.onSuccess(elapsed, breaker.getTimestampUnit());
    latencyMillis = TimeUnit.MILLISECONDS.convert(elapsed, breaker.getTimestampUnit());
  }

  private void failed(long start, RuntimeException failure) {
    breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure);
    standing = Standing.UNKNOWN;
    remember(failure);
  }

  private void remember(RuntimeException failure) {
    lastFailure = new Failure(String.valueOf(failure.getMessage()), clock.millis());
  }

  EndpointState state(boolean preferred) {
    Failure failure = lastFailure;
    return new EndpointState(
        name,
        health(),
        preferred,
        latencyMillis,
        failure == null ? null : failure.message,
        failure == null ? 0 : failure.atMillis);
  }

  /** This one alone, as a client. */
  C alone(Class<C> type) {
    return AskedThrough.of(type, this::ask);
  }

  private Health health() {
    if (standing == Standing.REFUSED) {
      return Health.REFUSED;
    }
    return switch (breaker.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> Health.WELL;
      case OPEN, FORCED_OPEN -> Health.RESTING;
      case HALF_OPEN -> Health.ON_TRIAL;
    };
  }

  /** Ends what its client holds open, where it does. */
  @Override
  public void close() {
    if (client instanceof Closeable open) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
