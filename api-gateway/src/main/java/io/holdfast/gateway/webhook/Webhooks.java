package io.holdfast.gateway.webhook;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.personal.Forgetting;
import io.holdfast.gateway.personal.PersonalData;
import io.holdfast.gateway.webhook.Delivery.Attempt;
import io.holdfast.gateway.webhook.Delivery.Shown;
import io.holdfast.gateway.webhook.Delivery.State;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.IdGenerator;

/**
 * What people may do with webhooks of their own. Another's is not there. Thread-safe; blocks: call
 * it on a worker.
 */
final class Webhooks implements Forgetting {
  private static final Pattern URL_FORM = Pattern.compile("https?://[\\x21-\\x7e]{1,500}");
  private static final int MOST_PORT = 65_535;

  /** So long the secret before signs, too, for receivers to change over. */
  private static final Duration FORMER = Duration.ofHours(24);

  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final PersonalData personal;
  private final int most;
  private final Clock clock;
  private final IdGenerator ids;
  private final SecureRandom chance;

  Webhooks(
      WebhookStore webhooks,
      DeliveryStore deliveries,
      PersonalData personal,
      int most,
      Clock clock,
      IdGenerator ids,
      SecureRandom chance) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.personal = personal;
    this.most = most;
    this.clock = clock;
    this.ids = ids;
    this.chance = chance;
  }

  /** A webhook with the secret that is shown only now. */
  record Made(Webhook webhook, Secret secret) {}

  /** What is wished for. */
  record Wish(List<String> eventTypes, boolean disputes) {
    Wish {
      eventTypes = List.copyOf(eventTypes);
    }
  }

  /**
   * @param sinceIndex nothing before it is told
   * @throws Rejection MALFORMED_REQUEST, ALREADY_EXISTS_DIFFERENT for an address that is told
   *     already, or TOO_MANY_WEBHOOKS
   */
  Made add(UserId owner, @Nullable String url, Wish wish, long sinceIndex) {
    Secret secret = Secret.by(chance);
    Webhook webhook =
        new Webhook(
            Webhook.PREFIX + ids.generateId(),
            owner,
            address(url),
            wish.eventTypes(),
            wish.disputes(),
            true,
            personal.seal(owner, secret.value()),
            null,
            null,
            sinceIndex,
            clock.instant());
    if (!webhooks.add(webhook, most)) {
      throw webhooks.of(owner).stream().anyMatch(one -> one.url().equals(webhook.url()))
          ? new Rejection(
              ErrorCode.ALREADY_EXISTS_DIFFERENT, "You have a webhook for this address already.")
          : new Rejection(ErrorCode.TOO_MANY_WEBHOOKS, "You have " + most + " webhooks already.");
    }
    return new Made(webhook, secret);
  }

  List<Webhook> of(UserId owner) {
    return webhooks.of(owner);
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  Webhook require(UserId owner, String webhookId) {
    return webhooks
        .find(webhookId)
        .filter(webhook -> webhook.userId().equals(owner))
        .orElseThrow(Webhooks::notThere);
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  Webhook change(UserId owner, String webhookId, Wish wish, boolean enabled) {
    require(owner, webhookId);
    webhooks.change(webhookId, wish.eventTypes(), wish.disputes(), enabled);
    return require(owner, webhookId);
  }

  /**
   * A new secret; the one before signs beside it for a day. Renewed again within that day, the one
   * between counts no more.
   *
   * @throws Rejection NOT_FOUND
   */
  Made renew(UserId owner, String webhookId) {
    require(owner, webhookId);
    Secret secret = Secret.by(chance);
    Instant now = clock.instant();
    webhooks.renew(webhookId, personal.seal(owner, secret.value()), now, now.plus(FORMER));
    return new Made(require(owner, webhookId), secret);
  }

  /** Quiet where there is none. */
  void drop(UserId owner, String webhookId) {
    webhooks
        .find(webhookId)
        .filter(webhook -> webhook.userId().equals(owner))
        .ifPresent(webhook -> webhooks.drop(webhook.webhookId()));
  }

  /**
   * Tells it something that did not happen.
   *
   * @throws Rejection NOT_FOUND
   */
  Shown test(UserId owner, String webhookId) {
    require(owner, webhookId);
    Instant now = clock.instant();
    String id = "msg_" + ids.generateId().toString().replace("-", "");
    String body = OrderNews.body(EventType.WEBHOOK_TEST, now, Map.of("webhookId", webhookId));
    deliveries.tellTo(webhookId, id, EventType.WEBHOOK_TEST, body, now);
    return requireDelivery(webhookId, id);
  }

  /**
   * Newest first.
   *
   * @throws Rejection NOT_FOUND
   */
  List<Shown> deliveries(
      UserId owner, String webhookId, @Nullable State state, long before, int limit) {
    require(owner, webhookId);
    return shown(deliveries.of(webhookId, state, before, limit));
  }

  /**
   * The same, under the same id, once more and from the start of its retries.
   *
   * @throws Rejection NOT_FOUND
   */
  Shown again(UserId owner, String webhookId, String deliveryId) {
    require(owner, webhookId);
    requireDelivery(webhookId, deliveryId);
    deliveries.again(deliveryId, clock.instant());
    return requireDelivery(webhookId, deliveryId);
  }

  /** Whoever is forgotten is told nothing, and where they were told is forgotten. */
  @Override
  public void forget(UserId person) {
    webhooks.dropAllOf(person);
  }

  private Shown requireDelivery(String webhookId, String deliveryId) {
    Delivery found = deliveries.find(webhookId, deliveryId).orElseThrow(Webhooks::notThere);
    return shown(List.of(found)).getFirst();
  }

  private List<Shown> shown(List<Delivery> found) {
    Map<String, List<Attempt>> attempts =
        deliveries.attempts(found.stream().map(Delivery::deliveryId).toList());
    return found.stream()
        .map(each -> new Shown(each, attempts.getOrDefault(each.deliveryId(), List.of())))
        .toList();
  }

  private static String address(@Nullable String url) {
    return Optional.ofNullable(url)
        .filter(text -> URL_FORM.matcher(text).matches())
        .flatMap(Webhooks::parse)
        .filter(Webhooks::isPlain)
        .map(URI::toString)
        .orElseThrow(
            () ->
                new Rejection(
                    ErrorCode.MALFORMED_REQUEST,
                    "A webhook's url is https://host/path, at most 500 characters, without name,"
                        + " password or fragment."));
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(URI url) {
    return Set.of("https", "http").contains(url.getScheme())
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && url.getPort() != 0
        && url.getPort() <= MOST_PORT;
  }

  private static Rejection notThere() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
  }
}
