package io.holdfast.gateway.webhook;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.webhook.Delivery.Attempt;
import io.holdfast.gateway.webhook.Delivery.Shown;
import io.holdfast.gateway.webhook.Delivery.State;
import io.holdfast.gateway.webhook.Webhooks.Made;
import io.holdfast.gateway.webhook.Webhooks.Wish;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Where other programs of a person's are told what happens to their orders, and what came of it.
 */
@RestController
@RequestMapping("/api/webhooks")
@Tag(name = "Webhooks", description = "Have another program told, signed, of what happens.")
class WebhookController {
  private static final int MOST_TYPES = 30;

  private final Webhooks webhooks;
  private final Queries queries;
  private final Scheduler workers;

  WebhookController(Webhooks webhooks, Queries queries, Scheduler doorScheduler) {
    this.webhooks = webhooks;
    this.queries = queries;
    this.workers = doorScheduler;
  }

  /** Where to tell, and of what. */
  record NewWebhook(
      @Schema(example = "https://shop.example/holdfast") @Nullable String url,
      @Schema(description = "All where left out.", example = "[\"order.funded\"]")
          @Nullable List<@Nullable String> events,
      @Schema(description = "Of everybody's disputes; for operators and administrators.")
          @Nullable Boolean disputes) {}

  /** What is to be as from now. */
  record Change(
      @Schema(description = "All where left out.") @Nullable List<@Nullable String> events,
      @Nullable Boolean disputes,
      @Schema(description = "Whether anything is told; true where left out.")
          @Nullable Boolean enabled) {}

  /** No content: the path says it all. */
  record Nothing() {}

  /**
   * As its owner sees it.
   *
   * @param secret shown once, when it is made; else null. By it a receiver checks that it was us
   */
  record WebhookShown(
      String webhookId,
      String url,
      List<String> events,
      boolean disputes,
      boolean enabled,
      long madeAtMillis,
      @Nullable String secret) {
    static WebhookShown of(Webhook webhook, @Nullable Secret secret) {
      return new WebhookShown(
          webhook.webhookId(),
          webhook.url(),
          webhook.eventTypes(),
          webhook.disputes(),
          webhook.enabled(),
          webhook.madeAt().toEpochMilli(),
          secret == null ? null : secret.value());
    }

    /** Shows no secret. */
    @Override
    public String toString() {
      return "WebhookShown " + webhookId;
    }
  }

  /** One try. */
  record AttemptShown(
      int number, long atMillis, long millis, @Nullable Integer status, @Nullable String failure) {
    static AttemptShown of(Attempt attempt) {
      return new AttemptShown(
          attempt.number(),
          attempt.at().toEpochMilli(),
          attempt.millis(),
          attempt.status(),
          attempt.failure() == null ? null : attempt.failure().name());
    }
  }

  /** One event on its way. */
  record DeliveryShown(
      String deliveryId,
      String event,
      String body,
      String state,
      long madeAtMillis,
      @Nullable Long nextAtMillis,
      List<AttemptShown> attempts) {
    static DeliveryShown of(Shown shown) {
      Delivery delivery = shown.delivery();
      Instant next = delivery.state() == State.PENDING ? delivery.nextAt() : null;
      return new DeliveryShown(
          delivery.deliveryId(),
          delivery.eventType(),
          delivery.body(),
          delivery.state().name(),
          delivery.madeAt().toEpochMilli(),
          next == null ? null : next.toEpochMilli(),
          shown.attempts().stream().map(AttemptShown::of).toList());
    }
  }

  @GetMapping
  @Operation(summary = "One's own webhooks, newest first", description = "Errors: NOT_SIGNED_IN.")
  Mono<ResponseEntity<Rows<WebhookShown>>> list(Ask ask) {
    return done(() -> webhooks.of(owner(ask)))
        .map(
            all ->
                Answers.at(HttpStatus.OK, 0)
                    .body(
                        new Rows<>(
                            all.stream().map(one -> WebhookShown.of(one, null)).toList(), null)));
  }

  @PostMapping
  @Operation(
      summary = "Have another program told",
      description =
          "Of what happens from now on. The answer has the secret, which is shown only now. Errors:"
              + " MALFORMED_REQUEST, FORBIDDEN, ALREADY_EXISTS_DIFFERENT, TOO_MANY_WEBHOOKS. Needs"
              + " no Idempotency-Key.")
  Mono<ResponseEntity<WebhookShown>> add(Ask ask, @RequestBody NewWebhook request) {
    Wish wish = wish(ask, request.events(), request.disputes());
    return queries
        .progress()
        .flatMap(now -> done(() -> webhooks.add(owner(ask), request.url(), wish, now.logIndex())))
        .map(made -> made(HttpStatus.CREATED, made));
  }

  @PutMapping("/{webhookId}")
  @Operation(
      summary = "Change what is told, or stop for a while",
      description = "Errors: MALFORMED_REQUEST, FORBIDDEN, NOT_FOUND.")
  Mono<ResponseEntity<WebhookShown>> change(
      Ask ask, @PathVariable String webhookId, @RequestBody Change request) {
    Wish wish = wish(ask, request.events(), request.disputes());
    boolean enabled = !Boolean.FALSE.equals(request.enabled());
    return done(() -> webhooks.change(owner(ask), webhookId, wish, enabled))
        .map(webhook -> Answers.at(HttpStatus.OK, 0).body(WebhookShown.of(webhook, null)));
  }

  @DeleteMapping("/{webhookId}")
  @Operation(
      summary = "Tell nothing there any more",
      description = "What was told is forgotten, too. Quiet where there is none.")
  Mono<ResponseEntity<Void>> drop(Ask ask, @PathVariable String webhookId) {
    return Mono.fromRunnable(() -> webhooks.drop(owner(ask), webhookId))
        .subscribeOn(workers)
        .thenReturn(ResponseEntity.noContent().build());
  }

  @PostMapping("/{webhookId}/secrets")
  @Operation(
      summary = "A new secret",
      description =
          "Shown only now. The one before signs beside it for 24 hours. Errors: NOT_FOUND. Needs no"
              + " Idempotency-Key.")
  Mono<ResponseEntity<WebhookShown>> renew(
      Ask ask, @PathVariable String webhookId, @RequestBody Nothing nothing) {
    return done(() -> webhooks.renew(owner(ask), webhookId)).map(made -> made(HttpStatus.OK, made));
  }

  @PostMapping("/{webhookId}/tests")
  @Operation(
      summary = "Have it told of webhook.test",
      description = "Errors: NOT_FOUND. Needs no Idempotency-Key.")
  Mono<ResponseEntity<DeliveryShown>> test(
      Ask ask, @PathVariable String webhookId, @RequestBody Nothing nothing) {
    return done(() -> webhooks.test(owner(ask), webhookId))
        .map(shown -> ResponseEntity.accepted().body(DeliveryShown.of(shown)));
  }

  @GetMapping("/{webhookId}/deliveries")
  @Operation(
      summary = "What was told there, or will be, with each attempt, newest first",
      description = "Errors: NOT_FOUND, CURSOR_MALFORMED, MALFORMED_REQUEST.")
  Mono<ResponseEntity<Rows<DeliveryShown>>> deliveries(
      Ask ask,
      @PathVariable String webhookId,
      @Schema(implementation = State.class) @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = Answers.page(after, limit);
    State wanted = state == null ? null : state(state);
    long before = page.after() == null ? Long.MAX_VALUE : number(page.after());
    return done(() -> webhooks.deliveries(owner(ask), webhookId, wanted, before, page.limit()))
        .map(found -> Answers.at(HttpStatus.OK, 0).body(rows(found, page.limit())));
  }

  @PostMapping("/{webhookId}/deliveries/{deliveryId}/redeliveries")
  @Operation(
      summary = "Tell the same once more",
      description = "Under the same id. Errors: NOT_FOUND. Needs no Idempotency-Key.")
  Mono<ResponseEntity<DeliveryShown>> again(
      Ask ask,
      @PathVariable String webhookId,
      @PathVariable String deliveryId,
      @RequestBody Nothing nothing) {
    return done(() -> webhooks.again(owner(ask), webhookId, deliveryId))
        .map(shown -> ResponseEntity.accepted().body(DeliveryShown.of(shown)));
  }

  private <T> Mono<T> done(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(workers);
  }

  private static UserId owner(Ask ask) {
    return new UserId(ask.caller().userId());
  }

  private static ResponseEntity<WebhookShown> made(HttpStatus status, Made made) {
    return Answers.at(status, 0).body(WebhookShown.of(made.webhook(), made.secret()));
  }

  private static Wish wish(
      Ask ask, @Nullable List<@Nullable String> events, @Nullable Boolean disputes) {
    boolean ofAll = Boolean.TRUE.equals(disputes);
    if (ofAll
        && !ask.caller().roles().contains(Role.OPERATOR)
        && !ask.caller().roles().contains(Role.ADMINISTRATOR)) {
      throw new Rejection(
          ErrorCode.FORBIDDEN, "Of others' disputes are told operators and administrators.");
    }
    return new Wish(events == null ? List.of() : types(events), ofAll);
  }

  private static List<String> types(List<@Nullable String> events) {
    if (events.size() > MOST_TYPES) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "There are not so many types of events.");
    }
    return events.stream()
        .map(name -> EventType.require(Objects.requireNonNullElse(name, "")))
        .distinct()
        .map(EventType::wireName)
        .toList();
  }

  private static State state(String name) {
    try {
      return State.valueOf(name);
    } catch (IllegalArgumentException _) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A delivery has no such state.");
    }
  }

  private static long number(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw new Rejection(ErrorCode.CURSOR_MALFORMED, "That is not a cursor that a page gave.");
    }
    return Long.parseLong(cursor);
  }

  private static Rows<DeliveryShown> rows(List<Shown> found, int limit) {
    String next = found.size() < limit ? null : Long.toString(found.getLast().delivery().number());
    return new Rows<>(found.stream().map(DeliveryShown::of).toList(), next);
  }
}
