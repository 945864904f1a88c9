package io.holdfast.chain.endpoint;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeOfAnotherChain;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.io.Closeable;
import java.time.Clock;
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
public final class Endpoints<C> implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  private final List<Endpoint<C>> all;
  private final Retry retry;
  private final int agreement;
  private final AtomicInteger preferred = new AtomicInteger();

  public Endpoints(List<Endpoint<C>> all, EndpointRules rules) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a rail has at least one endpoint");
    }
    this.all = List.copyOf(all);
    this.agreement = rules.agreement();
    this.retry = Retry.of("endpoints", again(rules));
  }

  /**
   * One client for each node.
   *
   * @param name where a node is, without credentials
   */
  public static <N, C> Endpoints<C> of(
      List<N> nodes,
      Function<N, String> name,
      Function<N, ? extends C> client,
      Admission<? super C> admission,
      EndpointRules rules,
      Clock clock) {
    return new Endpoints<>(
        nodes.stream()
            .map(
                node ->
                    new Endpoint<C>(name.apply(node), client.apply(node), admission, rules, clock))
            .toList(),
        rules);
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
   * @throws NodeFailure of the endpoint that was asked first, when none answers; NodeOfAnotherChain
   *     only when all are
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
        failure = failure == null || failure instanceof NodeOfAnotherChain ? e : failure;
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

  /** All of them as one client. */
  public C asOne(Class<C> type) {
    return AskedThrough.of(type, this::ask);
  }

  /** As {@link #asOne}, for whom an answer that comes late is none: nobody is asked again. */
  public C asOneOnce(Class<C> type) {
    return AskedThrough.of(type, this::askEach);
  }

  /**
   * The chain behind them: what one at a time says, or where agreement is asked for, what so many
   * say alike.
   *
   * @param chain how a chain is looked at by one client
   */
  public <B> ChainSource<B> chain(Class<C> type, Function<? super C, ChainSource<B>> chain) {
    return agreement == 1
        ? new AnyEndpoint<>(chain.apply(asOne(type)), this)
        : new AgreeingSource<>(
            all.stream().map(endpoint -> chain.apply(endpoint.alone(type))).toList(), agreement);
  }

  private record AnyEndpoint<B>(ChainSource<B> chain, Endpoints<?> endpoints)
      implements ChainSource<B> {
    @Override
    public ChainNode<B> look() {
      return chain.look();
    }

    @Override
    public void turnAway(String reason) {
      endpoints.turnAway(reason);
    }
  }

  public List<EndpointState> states() {
    int first = preferred.get();
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i).state(i == first)).toList();
  }

  /** Ends what the clients hold open. */
  @Override
  public void close() {
    for (Endpoint<C> endpoint : all) {
      endpoint.close();
    }
  }
}
