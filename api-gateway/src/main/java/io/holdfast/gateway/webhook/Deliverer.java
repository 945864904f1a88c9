package io.holdfast.gateway.webhook;

import io.holdfast.api.user.Sealed;
import io.holdfast.gateway.personal.PersonalData;
import io.holdfast.gateway.webhook.Delivery.State;
import io.holdfast.gateway.webhook.Sender.Outcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells what is due, and plans what follows. Killed between an answer and its being stored, it
 * tells the same once more, under the same id: at least once, and never nothing. Thread-safe.
 */
final class Deliverer {
  /** On one node. */
  static final int AT_ONCE = 64;

  private static final int GONE = 410;
  private static final Duration LEASE_BEYOND_TIMEOUT = Duration.ofSeconds(20);

  private final DeliveryStore deliveries;
  private final WebhookStore webhooks;
  private final PersonalData personal;
  private final Sender sender;
  private final Duration lease;
  private final Clock clock;
  private final Scheduler workers;
  private final AtomicInteger underWay = new AtomicInteger();

  Deliverer(
      DeliveryStore deliveries,
      WebhookStore webhooks,
      PersonalData personal,
      Sender sender,
      Duration timeout,
      Clock clock,
      Scheduler workers) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.personal = personal;
    this.sender = sender;
    this.lease = timeout.plus(LEASE_BEYOND_TIMEOUT);
    this.clock = clock;
    this.workers = workers;
  }

  /** What is due now, as far as more may be under way; each ends when its outcome is stored. */
  Flux<Mono<Void>> due() {
    return Mono.fromCallable(
            () -> deliveries.claim(AT_ONCE - underWay.get(), clock.instant(), lease))
        .subscribeOn(workers)
        .flatMapMany(Flux::fromIterable)
        .doOnNext(_ -> underWay.incrementAndGet())
        .map(delivery -> deliver(delivery).doFinally(_ -> underWay.decrementAndGet()));
  }

  private Mono<Void> deliver(Delivery delivery) {
    return Mono.fromCallable(() -> webhooks.find(delivery.webhookId()))
        .subscribeOn(workers)
        .flatMap(Mono::justOrEmpty)
        .flatMap(webhook -> deliver(delivery, webhook));
  }

  /** Where no secret can be opened its owner is forgotten, and so is where they were told. */
  private Mono<Void> deliver(Delivery delivery, Webhook webhook) {
    Instant at = clock.instant();
    return Mono.fromCallable(() -> signatures(delivery, webhook, at))
        .subscribeOn(workers)
        .filter(signatures -> !signatures.isEmpty())
        .switchIfEmpty(Mono.fromRunnable(() -> webhooks.drop(webhook.webhookId())))
        .flatMap(
            signatures ->
                sender.send(URI.create(webhook.url()), delivery, at.getEpochSecond(), signatures))
        .publishOn(workers)
        .doOnNext(outcome -> keep(delivery, at, outcome))
        .then();
  }

  /**
   * By the newest secret, and by the one before as long as it counts. Who is forgotten has none.
   */
  private List<String> signatures(Delivery delivery, Webhook webhook, Instant at) {
    List<String> signatures = new ArrayList<>();
    sign(webhook, webhook.secret(), delivery, at).ifPresent(signatures::add);
    if (webhook.former() != null
        && webhook.formerUntil() != null
        && at.isBefore(webhook.formerUntil())) {
      sign(webhook, webhook.former(), delivery, at).ifPresent(signatures::add);
    }
    return signatures;
  }

  private Optional<String> sign(Webhook webhook, Sealed secret, Delivery delivery, Instant at) {
    return personal
        .open(webhook.userId(), secret)
        .map(
            text ->
                new Secret(text).sign(delivery.deliveryId(), at.getEpochSecond(), delivery.body()));
  }

  private void keep(Delivery delivery, Instant at, Outcome outcome) {
    Instant now = clock.instant();
    Optional<Duration> pause = pause(delivery, outcome);
    deliveries.attempted(
        delivery,
        at,
        Duration.between(at, now).toMillis(),
        outcome,
        outcome.failure() == null
            ? State.DELIVERED
            : pause.isPresent() ? State.PENDING : State.GIVEN_UP,
        now.plus(pause.orElse(Duration.ZERO)));
    if (isGone(outcome)) {
      webhooks.disable(delivery.webhookId());
    }
  }

  private static Optional<Duration> pause(Delivery delivery, Outcome outcome) {
    return isGone(outcome) ? Optional.empty() : Retries.after(delivery.failures() + 1);
  }

  /** "Send no more", in the words of Standard Webhooks. */
  private static boolean isGone(Outcome outcome) {
    return outcome.status() != null && outcome.status() == GONE;
  }
}
