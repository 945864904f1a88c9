package io.holdfast.chain.contract;

import io.holdfast.chain.endpoint.Admission;
import io.holdfast.chain.endpoint.Endpoint;
import io.holdfast.chain.endpoint.EndpointRules;
import io.holdfast.chain.endpoint.EndpointState;
import io.holdfast.chain.endpoint.Endpoints;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Two endpoints of a rail that lead to the same node. The first can be broken, and the node at its
 * end can be moody.
 *
 * @param <C> what the rail asks its nodes with
 */
public final class TwoLines<C> implements AutoCloseable {
  /** Nobody rests: each question of a test is asked. */
  private static final EndpointRules RULES = new EndpointRules(0, 1, 100, 1, 0, 1);

  public final FaultyLine first;
  public final Moody<C> moody;
  private final C broken;
  private final C direct;
  private Endpoints<C> endpoints;

  public TwoLines(Class<C> type, URI node, Function<URI, C> client) {
    this(type, node, node, client);
  }

  /** The first leads to another node than the second. */
  public TwoLines(Class<C> type, URI firstNode, URI node, Function<URI, C> client) {
    this.first = new FaultyLine(firstNode);
    this.broken = client.apply(first.url());
    this.moody = new Moody<>(type, broken);
    this.direct = client.apply(node);
  }

  /** One endpoint, for all tests that are not about several. */
  public static <C> Endpoints<C> one(C client, Admission<? super C> admission) {
    return new Endpoints<>(List.of(endpoint("the node", client, admission)), RULES);
  }

  /** As a program that starts: the first is asked first. */
  public Endpoints<C> open(Admission<? super C> admission) {
    endpoints =
        new Endpoints<>(
            List.of(
                endpoint("first", moody.client(), admission),
                endpoint("second", direct, admission)),
            RULES);
    return endpoints;
  }

  private static <C> Endpoint<C> endpoint(String name, C client, Admission<? super C> admission) {
    return new Endpoint<>(name, client, admission, RULES, Clock.systemUTC());
  }

  /** The one that is asked second now is asked first. */
  public void swap() {
    Objects.requireNonNull(endpoints).turnAway("the test wants it so");
  }

  public List<EndpointState> states() {
    return Objects.requireNonNull(endpoints).states();
  }

  @Override
  public void close() {
    Stream.of(broken, direct).forEach(TwoLines::close);
    first.close();
  }

  private static void close(Object client) {
    if (client instanceof Closeable open) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
