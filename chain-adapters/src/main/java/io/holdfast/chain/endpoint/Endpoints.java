package io.holdfast.chain.endpoint;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rail's endpoints, asked as if they were one. The one that answered last is asked first; where
 * it fails, the others are asked at once, in their order. When none answers, all are asked again
 * after a delay.
 *
 * <p>A node that hangs has cost its whole time-out already: its question goes to the others, and is
 * not repeated here when they fail too; the rail's next turn asks again. Thread-safe.
 *
 * @param <C> what the rail asks its nodes with
 */
public final class Endpoints<C> {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  private final List<Endpoint<C>> all;
  private final Retry retry;
  private final AtomicInteger preferred = new AtomicInteger();

  public Endpoints(List<Endpoint<C>> all, EndpointRules rules) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a rail has at least one endpoint");
    }
    this.all = List.copyOf(all);
    this.retry = Retry.of("endpoints", again(rules));
  }

  private static RetryConfig again(EndpointRules rules) {
    return RetryConfig.custom()
        .maxAttempts(rules.retries() + 1)
        .intervalFunction(IntervalFunction.ofExponentialBackoff(rules.retryDelayMillis(), 2))
        .retryOnException(
            failure -> failure instanceof NodeUnreachable || failure instanceof NodeAnsweredRubbish)
        .build();
  }

  /**
   * Asks what may be asked twice: all reading, and the sending of bytes that are signed and stored.
   *
   * @throws NodeFailure of the endpoint that was asked first, when none answers
   */
  public <T> T ask(Function<? super C, T> question) {
    return retry.executeSupplier(() -> askEach(question));
  }

  private <T> T askEach(Function<? super C, T> question) {
    int first = preferred.get();
    NodeFailure failure = null;
    for (int i = 0; i < all.size(); i++) {
      int number = (first + i) % all.size();
      try {
        T answer = all.get(number).ask(question);
        prefer(number, failure);
        return answer;
      } catch (RpcError refusal) {
        prefer(number, failure);
        throw refusal;
      } catch (NodeFailure e) {
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null ? new NodeUnreachable("no endpoint was asked") : failure;
  }

  private void prefer(int number, @Nullable NodeFailure insteadOf) {
    if (insteadOf != null) {
      LOG.warn("{} is asked from now on: {}", all.get(number), insteadOf.getMessage());
      preferred.set(number);
    }
  }

  /** Asks another first from now on: what the preferred one says cannot be followed. */
  public void turnAway(String reason) {
    if (all.size() > 1) {
      int next = preferred.updateAndGet(number -> (number + 1) % all.size());
      LOG.warn("{} is asked from now on: {}", all.get(next), reason);
    }
  }

  /** Each on its own, for those who compare their answers. */
  public List<Endpoint<C>> each() {
    return all;
  }

  public List<EndpointState> states() {
    int first = preferred.get();
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i).state(i == first)).toList();
  }
}
