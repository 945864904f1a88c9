package io.holdfast.query.read;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Carries PostgreSQL's notifications to the hub, over one connection of its own that is opened
 * again whenever it is lost. Beside it a slow look at the position, which finds what a notification
 * lost with a connection would have told.
 */
public final class WakeListener implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WakeListener.class);
  private static final Duration RECONNECT_DELAY = Duration.ofMillis(250);

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private final ConnectionFactory connections;
  private final Reader reader;
  private final WakeHub hub;
  private final Duration lookEvery;
  private final AtomicBoolean deaf = new AtomicBoolean();
  private volatile @Nullable Disposable running;

  /**
   * @param connections where it is a pool, the connection comes from beneath it
   */
  public WakeListener(
      ConnectionFactory connections, Reader reader, WakeHub hub, Duration lookEvery) {
    this.connections = beneath(connections);
    this.reader = reader;
    this.hub = hub;
    this.lookEvery = lookEvery;
  }

  private static ConnectionFactory beneath(ConnectionFactory connections) {
    return connections instanceof Wrapped<?> wrapped
            && wrapped.unwrap() instanceof ConnectionFactory inner
        ? beneath(inner)
        : connections;
  }

  @Override
  public synchronized void start() {
    if (running == null) {
      running = Disposables.composite(listening().subscribe(), looking().subscribe());
    }
  }

  @Override
  public synchronized void stop() {
    Disposable ending = running;
    running = null;
    if (ending != null) {
      ending.dispose();
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  private Flux<Void> listening() {
    return Flux.usingWhen(
            Mono.from(connections.create()).cast(PostgresqlConnection.class),
            this::notifications,
            PostgresqlConnection::close)
        .concatWith(Mono.error(() -> new IllegalStateException("the connection has ended")))
        .retryWhen(
            Retry.fixedDelay(Long.MAX_VALUE, RECONNECT_DELAY)
                .doBeforeRetry(signal -> lost(signal.failure())));
  }

  /** Told once for each time the database is away, not for each try. */
  private void lost(Throwable failure) {
    if (deaf.compareAndSet(false, true)) {
      LOG.warn("the views' notifications are not heard: {}", failure.toString());
    }
  }

  private void found() {
    if (deaf.compareAndSet(true, false)) {
      LOG.info("the views' notifications are heard again");
    }
  }

  /** Subscribes before it listens, and looks after it listens, so that nothing falls between. */
  private Flux<Void> notifications(PostgresqlConnection connection) {
    Flux<Void> heard = connection.getNotifications().doOnNext(this::heard).thenMany(Flux.empty());
    Flux<Void> begun =
        connection
            .createStatement("LISTEN " + Wake.CHANNEL)
            .execute()
            .flatMap(PostgresqlResult::getRowsUpdated)
            .thenMany(reader.position().doOnNext(hub::heardAgain).then())
            .doOnComplete(this::found);
    return Flux.merge(heard, begun, alive(connection));
  }

  /** A connection whose other end is gone without a word would be silent for ever. */
  private Flux<Void> alive(PostgresqlConnection connection) {
    return Flux.interval(lookEvery)
        .onBackpressureDrop()
        .concatMap(_ -> connection.validate(ValidationDepth.REMOTE).timeout(ANSWER_TIMEOUT), 1)
        .filter(alive -> !alive)
        .flatMap(_ -> Mono.error(new IllegalStateException("the connection does not answer")));
  }

  private void heard(Notification notification) {
    String payload = notification.getParameter();
    hub.wake(Wake.parse(payload == null ? "" : payload));
  }

  private Flux<Void> looking() {
    return Flux.interval(lookEvery)
        .onBackpressureDrop()
        .concatMap(
            _ ->
                look()
                    .onErrorResume(
                        e -> {
                          LOG.warn("cannot look up the views' position: {}", e.toString());
                          return Mono.empty();
                        }),
            1);
  }

  private Mono<Void> look() {
    return reader.position().doOnNext(hub::lookedUp).then();
  }
}
