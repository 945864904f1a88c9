package io.holdfast.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.user.RolesChanged;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.MovableClock;
import io.holdfast.gateway.personal.PersonalData;
import io.holdfast.gateway.webhook.Receiver.Heard;
import io.holdfast.gateway.webhook.Sender.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/** Other programs are told of what happens to orders: each event once or more, signed. */
class WebhookIT {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
  private static final AtomicLong INDEX = new AtomicLong(1_000_000);
  private static GatewayHarness gateway;
  private static Receiver receiver;
  private int orders;

  @BeforeAll
  static void open() throws IOException {
    gateway =
        GatewayHarness.start(
            "holdfast.webhooks.allowed-networks=127.0.0.1", "holdfast.webhooks.timeout=5s");
    receiver = new Receiver();
  }

  @AfterAll
  static void close() {
    gateway.close();
    receiver.close();
  }

  @AfterEach
  void takeEverythingAway() {
    setAheadBy(Duration.ZERO);
    for (String name : List.of("alice", "bob", "olivia")) {
      get(name, "/api/webhooks")
          .path("items")
          .forEach(one -> send(name, HttpMethod.DELETE, path(one, ""), null).expect(204));
    }
    receiver.answers(_ -> 204);
  }

  @Test
  void bothSidesOfAnOrderAreToldSigned() {
    JsonNode buyers = add("alice", "/alice-1", "");
    JsonNode sellers = add("bob", "/bob-1", "");
    String order = newOrder();

    long funded = happens(new OrderFunded(order, 1));

    Heard told = heardOf("/alice-1", "order.funded");
    assertThat(told.isSignedBy(secret(buyers))).isTrue();
    assertThat(told.isSignedBy(secret(sellers))).isFalse();
    assertThat(told.header("content-type")).isEqualTo("application/json");
    assertThat(DoorJson.mapper().readTree(told.body()))
        .isEqualTo(
            DoorJson.mapper()
                .readTree(
                    """
                    {"type":"order.funded","timestamp":"2026-11-21T12:00:00Z",
                     "data":{"orderId":"%s","logIndex":%d}}"""
                        .formatted(order, funded)));
    assertThat(heardOf("/bob-1", "order.funded").isSignedBy(secret(sellers))).isTrue();
    awaitAttempts(buyers, 1);
    assertThat(deliveries("alice", buyers).at("/items/0/attempts/0/status").asInt()).isEqualTo(204);
  }

  @Test
  void whoIsNoSideAndWhoWantsOtherEventsAreNotTold() {
    add("olivia", "/olivia-2", "");
    JsonNode picky = add("alice", "/alice-2", ",\"events\":[\"order.released\"]");
    String order = newOrder();

    happens(new OrderFunded(order, 1));
    happens(new OrderReleased(order, "BUYER"));

    assertThat(heard("/alice-2", 1).getFirst().body()).contains("order.released");
    assertThat(deliveries("alice", picky).path("items")).hasSize(1);
    assertThat(receiver.heardAt("/olivia-2")).isEmpty();
  }

  @Test
  void whoMediatesIsToldOfDisputesAsLongAsTheyMediate() {
    JsonNode mediators = add("olivia", "/olivia-3", ",\"disputes\":true");
    String order = newOrder();
    happens(new OrderFunded(order, 1));
    happens(new DisputeAnswered(order, "user:bob", "cid", 1));

    assertThat(heard("/olivia-3", 1).getFirst().body()).contains("dispute.answered");
    news().on(new RolesChanged("user:olivia", "CUSTOMER", "user:adam"));
    happens(new DisputeAnswered(order, "user:bob", "cid", 1));

    assertThat(deliveries("olivia", mediators).path("items")).hasSize(1);
    send("olivia", HttpMethod.PUT, path(mediators, ""), "{\"disputes\":true}").expect(200);
    happens(new DisputeAnswered(order, "user:bob", "cid", 1));
    assertThat(deliveries("olivia", mediators).path("items"))
        .as("her token of before still says that she mediates")
        .hasSize(1);
    news().on(new RolesChanged("user:olivia", "CUSTOMER,OPERATOR", "user:adam"));
    happens(new DisputeAnswered(order, "user:bob", "cid", 1));
    assertThat(deliveries("olivia", mediators).path("items")).hasSize(2);
    send("alice", HttpMethod.POST, "/api/webhooks", wish("/alice-3", ",\"disputes\":true"))
        .refused(403, "FORBIDDEN");
  }

  @Test
  void theSameEventAgainIsToldOnce() {
    JsonNode webhook = add("alice", "/alice-4", "");
    String order = newOrder();
    long index = happens(new OrderFunded(order, 1));

    news().on(new OrderFunded(order, 1), AT, new GlobalSequenceTrackingToken(index));

    assertThat(deliveries("alice", webhook).path("items")).hasSize(2);
  }

  @Test
  void whatWasBeforeItIsNotTold() {
    JsonNode webhook = add("alice", "/alice-5", "");

    news().on(created("order:before"), AT, new GlobalSequenceTrackingToken(0));

    assertThat(deliveries("alice", webhook).path("items")).isEmpty();
  }

  @Test
  void aReceiverThatFailsIsToldAgainUnderTheSameIdUntilItIsGivenUp() {
    receiver.answers(_ -> 503);
    JsonNode webhook = add("alice", "/alice-6", "");
    newOrder();
    heard("/alice-6", 1);
    Duration ahead = Duration.ZERO;
    for (int failures = 1; failures <= 8; failures++) {
      awaitAttempts(webhook, failures);
      ahead = ahead.plus(Retries.after(failures).orElseThrow());
      setAheadBy(ahead);
    }
    awaitAttempts(webhook, 9);

    assertThat(state(webhook)).isEqualTo("GIVEN_UP");
    assertThat(receiver.heardAt("/alice-6").stream().map(Heard::id).distinct()).hasSize(1);
    assertThat(receiver.heardAt("/alice-6").stream().map(Heard::body).distinct()).hasSize(1);

    receiver.answers(_ -> 200);
    JsonNode last = deliveries("alice", webhook).path("items").get(0);
    send("alice", HttpMethod.POST, path(webhook, again(last)), "{}").expect(202);

    awaitAttempts(webhook, 10);
    assertThat(state(webhook)).isEqualTo("DELIVERED");
    assertThat(receiver.heardAt("/alice-6").stream().map(Heard::id).distinct()).hasSize(1);
  }

  @Test
  void whatCameOfAnAttemptIsShownAndNoRedirectIsFollowed() {
    receiver.answers(
        heard ->
            switch (heard.path()) {
              case "/alice-redirects" -> 302;
              case "/alice-hangs" -> -1;
              default -> 200;
            });
    JsonNode redirects = add("alice", "/alice-redirects", "");
    JsonNode hangs = add("alice", "/alice-hangs", "");
    JsonNode forbidden = addUrl("alice", "http://127.0.0.2:" + receiver.port() + "/", "");

    newOrder();

    assertThat(firstFailure(redirects)).isEqualTo("REFUSED");
    assertThat(firstFailure(hangs)).isEqualTo("TIMEOUT");
    assertThat(firstFailure(forbidden)).isEqualTo("ADDRESS_FORBIDDEN");
    assertThat(receiver.heardAt("/elsewhere")).isEmpty();
  }

  @Test
  void whoCannotProveByACertificateWhoTheyAreIsNotTold(@TempDir Path folder) throws Exception {
    try (Receiver nobody = Receiver.ofNobodyKnown(folder)) {
      JsonNode webhook = addUrl("alice", nobody.url("/tls"), "");

      newOrder();

      assertThat(firstFailure(webhook)).isEqualTo("TLS");
      assertThat(nobody.heardAt("/tls")).isEmpty();
    }
  }

  @Test
  void aReceiverThatSaysGoneIsToldNoMoreUntilItsOwnerSaysSo() {
    receiver.answers(_ -> 410);
    JsonNode webhook = add("alice", "/alice-7", "");
    newOrder();
    awaitAttempts(webhook, 1);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !get("alice", "/api/webhooks").at("/items/0/enabled").asBoolean());

    newOrder();

    assertThat(deliveries("alice", webhook).path("items")).hasSize(1);
    assertThat(state(webhook)).isEqualTo("GIVEN_UP");
    receiver.answers(_ -> 200);
    send("alice", HttpMethod.PUT, path(webhook, ""), "{}").expect(200);
    newOrder();
    heard("/alice-7", 2);
  }

  @Test
  void whoeverDeliversTakesEachAloneAndLittleForOneThatIsSlow() {
    DeliveryStore store = gateway.bean(DeliveryStore.class);
    gateway.bean(DeliveryLoop.class).stop();
    JsonNode slow = add("alice", "/alice-9", "");
    JsonNode other = add("bob", "/bob-9", "");
    IntStream.range(0, 40).forEach(_ -> newOrder());
    Instant now = Instant.now();
    Instant later = now.plusSeconds(61);

    assertThat(
            IntStream.range(0, 10)
                .parallel()
                .boxed()
                .flatMap(_ -> store.claim(3, now, Duration.ofMinutes(1)).stream())
                .map(Delivery::deliveryId)
                .toList())
        .isNotEmpty()
        .doesNotHaveDuplicates();
    List<Delivery> claimed = store.claim(80, later, Duration.ofMinutes(1));
    for (JsonNode webhook : List.of(slow, other)) {
      assertThat(claimed.stream().map(Delivery::webhookId))
          .filteredOn(webhook.path("webhookId").asString()::equals)
          .hasSize(8);
    }
    assertThat(store.claim(80, later, Duration.ofMinutes(1))).isEmpty();
    assertThat(store.claim(80, later.plusSeconds(61), Duration.ofMinutes(1)))
        .as("whoever took them has died")
        .hasSameElementsAs(claimed);
    gateway.bean(DeliveryLoop.class).start();
  }

  @Test
  void anothersDeliveryIsTakenThoughOnePersonsReceiversAreAllDead() {
    DeliveryStore store = gateway.bean(DeliveryStore.class);
    gateway.bean(DeliveryLoop.class).stop();
    Instant before = Instant.now().minusSeconds(60);
    for (int number = 0; number < 10; number++) {
      String dead = add("alice", "/alice-dead-" + number, "").path("webhookId").asString();
      for (int of = 0; of < 20; of++) {
        String id = "msg_dead" + number + "_" + of;
        store.tellTo(dead, id, EventType.WEBHOOK_TEST, "{}", before);
      }
    }
    String bobs = add("bob", "/bob-alive", "").path("webhookId").asString();
    store.tellTo(bobs, "msg_alive", EventType.WEBHOOK_TEST, "{}", Instant.now());

    Instant later = Instant.now().plusSeconds(1);
    List<Delivery> claimed = store.claim(64, later, Duration.ofMinutes(1));

    assertThat(claimed.stream().map(Delivery::deliveryId)).contains("msg_alive").hasSize(17);
    assertThat(store.claim(64, later, Duration.ofMinutes(1))).isEmpty();
    gateway.bean(DeliveryLoop.class).start();
  }

  @Test
  void whatIsDueLongestIsTakenFirst() {
    DeliveryStore store = gateway.bean(DeliveryStore.class);
    gateway.bean(DeliveryLoop.class).stop();
    Instant now = Instant.now();
    for (String name : List.of("alice", "bob", "olivia")) {
      String id = add(name, "/" + name + "-due", "").path("webhookId").asString();
      int ago = name.equals("bob") ? 3600 : 60;
      store.tellTo(id, "msg_due_" + name, EventType.WEBHOOK_TEST, "{}", now.minusSeconds(ago));
    }

    assertThat(store.claim(1, now, Duration.ofMinutes(1)))
        .extracting(Delivery::deliveryId)
        .containsExactly("msg_due_bob");
    gateway.bean(DeliveryLoop.class).start();
  }

  @Test
  void whatIsAskedForWhileTheLastAttemptIsUnderWayIsToldOnceMore() {
    DeliveryStore store = gateway.bean(DeliveryStore.class);
    gateway.bean(DeliveryLoop.class).stop();
    JsonNode webhook = add("alice", "/alice-last", "");
    String id = webhook.path("webhookId").asString();
    Instant now = Instant.now();
    Outcome silence = new Outcome(null, Delivery.Failure.TIMEOUT);
    store.tellTo(id, "msg_last", EventType.WEBHOOK_TEST, "{}", now);
    for (int failed = 0; failed < 24; failed++) {
      Delivery each = store.find(id, "msg_last").orElseThrow();
      store.attempted(each, now, 1, silence, Delivery.State.PENDING, now.plusSeconds(600));
    }
    Delivery last = store.find(id, "msg_last").orElseThrow();

    send("alice", HttpMethod.POST, path(webhook, "/deliveries/msg_last/redeliveries"), "{}")
        .expect(202);
    store.attempted(last, now, 1, silence, Delivery.State.GIVEN_UP, now);

    assertThat(state(webhook)).isEqualTo("PENDING");
    assertThat(store.find(id, "msg_last").orElseThrow().failures()).isZero();
    assertThat(deliveries("alice", webhook).at("/items/0/attempts"))
        .as("the last ones are kept")
        .hasSize(20);
    assertThat(deliveries("alice", webhook).at("/items/0/attempts/19/number").asInt())
        .isEqualTo(25);
    gateway.bean(DeliveryLoop.class).start();
  }

  @Test
  void whatWaitsForAWebhookThatIsStoppedIsForgottenForItsAgeToo() {
    DeliveryStore store = gateway.bean(DeliveryStore.class);
    gateway.bean(DeliveryLoop.class).stop();
    JsonNode stopped = add("alice", "/alice-stopped", "");
    JsonNode running = add("alice", "/alice-running", "");
    for (JsonNode webhook : List.of(stopped, running)) {
      send("alice", HttpMethod.POST, path(webhook, "/tests"), "{}").expect(202);
    }
    send("alice", HttpMethod.PUT, path(stopped, ""), "{\"enabled\":false}").expect(200);

    store.forgetBefore(Instant.now().plusSeconds(60));

    assertThat(deliveries("alice", stopped).path("items")).isEmpty();
    assertThat(deliveries("alice", running).path("items")).hasSize(1);
    gateway.bean(DeliveryLoop.class).start();
  }

  @Test
  void twoNewSecretsInOneDayLeaveTheFirstInUse() {
    JsonNode webhook = add("alice", "/alice-twice", "");
    send("alice", HttpMethod.POST, path(webhook, "/secrets"), "{}").expect(200);
    JsonNode newest =
        send("alice", HttpMethod.POST, path(webhook, "/secrets"), "{}").expect(200).body();

    send("alice", HttpMethod.POST, path(webhook, "/tests"), "{}").expect(202);

    Heard told = heard("/alice-twice", 1).getFirst();
    assertThat(told.isSignedBy(secret(webhook))).isTrue();
    assertThat(told.isSignedBy(secret(newest))).isTrue();
  }

  @Test
  void aNewSecretSignsBesideTheOneBeforeForADay() {
    JsonNode webhook = add("alice", "/alice-10", "");
    JsonNode renewed =
        send("alice", HttpMethod.POST, path(webhook, "/secrets"), "{}").expect(200).body();

    send("alice", HttpMethod.POST, path(webhook, "/tests"), "{}").expect(202);
    Heard told = heard("/alice-10", 1).getFirst();
    assertThat(told.isSignedBy(secret(webhook))).isTrue();
    assertThat(told.isSignedBy(secret(renewed))).isTrue();
    assertThat(told.body()).contains("webhook.test");

    setAheadBy(Duration.ofHours(25));
    send("alice", HttpMethod.POST, path(webhook, "/tests"), "{}").expect(202);
    Heard later = heard("/alice-10", 2).getLast();
    assertThat(later.isSignedBy(secret(webhook))).isFalse();
    assertThat(later.isSignedBy(secret(renewed))).isTrue();
  }

  @Test
  void anothersWebhookIsNotThereAndASecretIsShownOnce() {
    JsonNode webhook = add("alice", "/alice-11", "");

    assertThat(secret(webhook).value()).startsWith("whsec_");
    assertThat(get("alice", "/api/webhooks").at("/items/0/secret").isNull()).isTrue();
    for (String name : List.of("bob", "adam")) {
      send(name, HttpMethod.GET, path(webhook, "/deliveries"), null).refused(404, "NOT_FOUND");
      send(name, HttpMethod.POST, path(webhook, "/tests"), "{}").refused(404, "NOT_FOUND");
      send(name, HttpMethod.PUT, path(webhook, ""), "{}").refused(404, "NOT_FOUND");
      send(name, HttpMethod.DELETE, path(webhook, ""), null).expect(204);
    }
    assertThat(get("alice", "/api/webhooks").path("items")).hasSize(1);
  }

  @Test
  void aWishThatIsNoneIsRefused() {
    for (String url :
        List.of(
            "ftp://shop.example/",
            "https://",
            "https://name:word@shop.example/",
            "https://shop.example/#part",
            "https://shop.example:0/",
            "https://shop.example:65536/",
            "shop.example",
            "https://shop.example/ x",
            "https://shop.example/" + "x".repeat(500))) {
      send("alice", HttpMethod.POST, "/api/webhooks", "{\"url\":\"" + url + "\"}")
          .refused(400, "MALFORMED_REQUEST");
    }
    send("alice", HttpMethod.POST, "/api/webhooks", wish("/a", ",\"events\":[\"order.nothing\"]"))
        .refused(400, "MALFORMED_REQUEST");
    send("alice", HttpMethod.POST, "/api/webhooks", wish("/a", ",\"events\":[null]"))
        .refused(400, "MALFORMED_REQUEST");
    JsonNode webhook = add("alice", "/alice-12", "");
    send("alice", HttpMethod.POST, "/api/webhooks", wish("/alice-12", ""))
        .refused(409, "ALREADY_EXISTS_DIFFERENT");
    send("alice", HttpMethod.GET, path(webhook, "/deliveries?state=LOST"), null)
        .refused(400, "MALFORMED_REQUEST");
    send("alice", HttpMethod.GET, path(webhook, "/deliveries?after=x"), null)
        .refused(400, "CURSOR_MALFORMED");
    send("alice", HttpMethod.POST, path(webhook, "/deliveries/msg_none/redeliveries"), "{}")
        .refused(404, "NOT_FOUND");
    for (int number = 1; number < 10; number++) {
      add("alice", "/alice-12-" + number, "");
    }
    send("alice", HttpMethod.POST, "/api/webhooks", wish("/alice-12-10", ""))
        .refused(422, "TOO_MANY_WEBHOOKS");
  }

  @Test
  void deliveriesComeInPages() {
    JsonNode webhook = add("alice", "/alice-13", "");
    IntStream.range(0, 5).forEach(_ -> newOrder());
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = get("alice", path(webhook, "/deliveries?limit=2" + after));
      page.path("items").forEach(one -> seen.add(one.path("deliveryId").asString()));
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
    } while (!after.isEmpty());

    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void whoIsForgottenIsToldNothingMore() {
    add("bob", "/bob-14", "");

    gateway.bean(Webhooks.class).forget(new UserId("user:bob"));

    assertThat(get("bob", "/api/webhooks").path("items")).isEmpty();
  }

  /** An erasure that was cut off between their key and their webhooks. */
  @Test
  void whoseKeyIsGoneIsToldNothingMoreEither() {
    UserId gone = new UserId("user:gone");
    PersonalData personal = gateway.bean(PersonalData.class);
    WebhookStore webhooks = gateway.bean(WebhookStore.class);
    Webhook left =
        new Webhook(
            "webhook-gone",
            gone,
            receiver.url("/gone"),
            List.of(),
            false,
            true,
            personal.seal(gone, "whsec_" + "a".repeat(32)),
            null,
            null,
            0,
            AT);
    assertThat(webhooks.add(left, 1)).isTrue();
    personal.forget(gone);

    gateway
        .bean(DeliveryStore.class)
        .tellTo(left.webhookId(), "msg_gone", EventType.WEBHOOK_TEST, "{}", AT);

    await().atMost(Duration.ofSeconds(60)).until(() -> webhooks.find(left.webhookId()).isEmpty());
    assertThat(receiver.heardAt("/gone")).isEmpty();
  }

  /** Tokens of another time do not count: all sign in anew. */
  private static void setAheadBy(Duration ahead) {
    gateway.bean(MovableClock.class).setAheadBy(ahead);
    List.of("alice", "bob", "olivia", "adam").forEach(gateway::forget);
  }

  private record Said(int status, JsonNode body) {
    Said expect(int wanted) {
      assertThat(status).as(body.toString()).isEqualTo(wanted);
      return this;
    }

    void refused(int wanted, String code) {
      expect(wanted);
      assertThat(body.path("code").asString()).isEqualTo(code);
    }
  }

  private static Said send(String name, HttpMethod method, String path, @Nullable String body) {
    var request = gateway.as(name).method(method).uri(path);
    if (body != null) {
      request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }
    EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
    byte[] bytes = result.getResponseBody();
    return new Said(
        result.getStatus().value(),
        DoorJson.mapper().readTree(bytes == null ? "{}" : new String(bytes, UTF_8)));
  }

  private static JsonNode get(String name, String path) {
    return send(name, HttpMethod.GET, path, null).expect(200).body();
  }

  private static String wish(String path, String more) {
    return "{\"url\":\"" + receiver.url(path) + "\"" + more + "}";
  }

  private static JsonNode add(String name, String path, String more) {
    return addUrl(name, receiver.url(path), more);
  }

  private static JsonNode addUrl(String name, String url, String more) {
    return send(name, HttpMethod.POST, "/api/webhooks", "{\"url\":\"" + url + "\"" + more + "}")
        .expect(201)
        .body();
  }

  private static String path(JsonNode webhook, String more) {
    return "/api/webhooks/" + webhook.path("webhookId").asString() + more;
  }

  private static String again(JsonNode delivery) {
    return "/deliveries/" + delivery.path("deliveryId").asString() + "/redeliveries";
  }

  private static Secret secret(JsonNode webhook) {
    return new Secret(webhook.path("secret").asString());
  }

  private static JsonNode deliveries(String name, JsonNode webhook) {
    return get(name, path(webhook, "/deliveries"));
  }

  private static String state(JsonNode webhook) {
    return deliveries("alice", webhook).at("/items/0/state").asString();
  }

  private static void awaitAttempts(JsonNode webhook, int number) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> deliveries("alice", webhook).at("/items/0/attempts").size(),
            found -> found == number);
  }

  private static String firstFailure(JsonNode webhook) {
    awaitAttempts(webhook, 1);
    return deliveries("alice", webhook).at("/items/0/attempts/0/failure").asString();
  }

  private static List<Heard> heard(String path, int times) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(receiver.heardAt(path)).hasSizeGreaterThanOrEqualTo(times));
    return receiver.heardAt(path);
  }

  /** In whatever order they come: each says what it is of. */
  private static Heard heardOf(String path, String type) {
    return heard(path, 2).stream()
        .filter(one -> one.body().contains(type))
        .findFirst()
        .orElseThrow();
  }

  private static OrderNews news() {
    return gateway.bean(OrderNews.class);
  }

  private static long happens(OrderEvent event) {
    long index = INDEX.incrementAndGet();
    news().on(event, AT, new GlobalSequenceTrackingToken(index));
    return index;
  }

  private String newOrder() {
    String order = "order:" + INDEX.get() + "-" + orders++;
    happens(created(order));
    return order;
  }

  private static OrderCreated created(String order) {
    return new OrderCreated(
        order,
        "user:alice",
        "account:alice-main",
        "user:bob",
        "account:bob-main",
        "account:escrow:x",
        "x",
        "A thing",
        null,
        "BTC",
        "5",
        "BALANCE",
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        "sealed:of-the-buyer",
        null,
        1);
  }
}
