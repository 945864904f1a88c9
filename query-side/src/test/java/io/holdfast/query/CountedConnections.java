package io.holdfast.query;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Counts how often a connection is asked for, hence statements: a reader asks for one each. */
record CountedConnections(ConnectionFactory pool, AtomicLong count)
    implements ConnectionFactory, Wrapped<ConnectionFactory> {
  @Override
  public Publisher<? extends Connection> create() {
    return Mono.defer(
        () -> {
          count.incrementAndGet();
          return Mono.from(pool.create());
        });
  }

  @Override
  public ConnectionFactoryMetadata getMetadata() {
    return pool.getMetadata();
  }

  @Override
  public ConnectionFactory unwrap() {
    return pool;
  }
}
