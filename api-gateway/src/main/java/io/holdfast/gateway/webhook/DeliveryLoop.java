package io.holdfast.gateway.webhook;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Looks for what is due from the start of the program to its end, on every node: each delivery is
 * taken by one. Nothing that fails ends it.
 */
final class DeliveryLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration FORGET = Duration.ofHours(1);

  private final Deliverer deliverer;
  private final DeliveryStore deliveries;
  private final Duration keepFor;
  private final Clock clock;
  private final Scheduler workers;
  private volatile @Nullable Disposable running;

  DeliveryLoop(
      Deliverer deliverer,
      DeliveryStore deliveries,
      Duration keepFor,
      Clock clock,
      Scheduler workers) {
    this.deliverer = deliverer;
    this.deliveries = deliveries;
    this.keepFor = keepFor;
    this.clock = clock;
    this.workers = workers;
  }

  @Override
  public void start() {
    running = Disposables.composite(deliver(), forget());
  }

  private Disposable deliver() {
    return Flux.interval(LOOK)
        .onBackpressureDrop()
        .concatMap(
            _ ->
                deliverer.due().onErrorResume(failure -> told("looked for", failure, Flux.empty())),
            0)
        .flatMap(
            delivery ->
                delivery.onErrorResume(failure -> told("told", failure, Mono.<Void>empty())),
            Deliverer.AT_ONCE)
        .subscribe();
  }

  private Disposable forget() {
    return Flux.interval(FORGET)
        .onBackpressureDrop()
        .concatMap(
            _ ->
                Mono.fromCallable(() -> deliveries.forgetBefore(clock.instant().minus(keepFor)))
                    .subscribeOn(workers)
                    .onErrorResume(failure -> told("cleared", failure, Mono.empty())),
            0)
        .subscribe();
  }

  private static <T> T told(String what, Throwable failure, T instead) {
    LOG.warn("Webhooks are not {}: {}", what, failure.toString());
    return instead;
  }

  @Override
  public void stop() {
    Disposable open = running;
    running = null;
    if (open != null) {
      open.dispose();
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }
}
