package io.holdfast.gateway.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What is open at the doors for streams, counted for their limits and for {@code /metrics}. */
@Component
class OpenStreams implements MeterBinder {
  private final Connections rsocket;
  private final Connections ws;
  private final AtomicInteger streams = new AtomicInteger();

  OpenStreams(StreamSettings limits) {
    this.rsocket = new Connections(limits.maxConnections());
    this.ws = new Connections(limits.maxConnections());
  }

  Connections rsocket() {
    return rsocket;
  }

  Connections ws() {
    return ws;
  }

  /** The same, and open from its subscription to its end. */
  <T> Flux<T> counted(Flux<T> stream) {
    return Flux.defer(
        () -> {
          streams.incrementAndGet();
          return stream.doFinally(_ -> streams.decrementAndGet());
        });
  }

  int streams() {
    return streams.get();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("holdfast.streams.open", streams::get)
        .description("View streams that are open")
        .register(registry);
    bind(registry, "rsocket", rsocket);
    bind(registry, "ws", ws);
  }

  private static void bind(MeterRegistry registry, String door, Connections connections) {
    Gauge.builder("holdfast.streams.connections", connections::open)
        .description("Connections that are open for streams")
        .tag("door", door)
        .register(registry);
  }
}
