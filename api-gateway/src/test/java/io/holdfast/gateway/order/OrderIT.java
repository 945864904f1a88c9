package io.holdfast.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.DecisionReason;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.content.ContentStage;
import io.holdfast.gateway.personal.PersonalData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the doors themselves know of orders: who sees where one goes to, and what is refused. */
class OrderIT {
  private static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
  private static final String ADDRESS = "Alice, 1 Main Street\\nNairobi";

  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway =
        GatewayHarness.start("holdfast.escrow.times.shipping=2d", "holdfast.escrow.shortest=12h");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  private static String order(String more) {
    return """
    {"accountId":"account:alice-main","sellerAccountId":"account:bob-main",
     "item":{"reference":"lamp-1","title":"A lamp"},"price":"500"%s}
    """
        .formatted(more);
  }

  private static WebTestClient.ResponseSpec create(String more) {
    return gateway.post("alice", "/api/orders", order(more));
  }

  private static String created(String more) {
    EntityExchangeResult<byte[]> answer =
        create(more).expectStatus().isCreated().expectBody().returnResult();
    return json(answer).path("orderId").asString();
  }

  private static JsonNode json(EntityExchangeResult<byte[]> answer) {
    return DoorJson.mapper().readTree(answer.getResponseBody());
  }

  private static WebTestClient.ResponseSpec put(String who, String id, String act) {
    return gateway
        .as(who)
        .put()
        .uri("/api/orders/{id}", id)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(act)
        .exchange();
  }

  private static @Nullable String addressSeenBy(String who, String id) {
    JsonNode seen =
        json(
            gateway
                .as(who)
                .get()
                .uri("/api/orders/{id}", id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult());
    assertThat(seen.path("orderId").asString()).isEqualTo(id);
    return seen.path("deliveryAddress").asString(null);
  }

  private static void refused(WebTestClient.ResponseSpec answer, int status, String code) {
    answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }

  private static <C extends OrderCommand> C last(Class<C> type) {
    return gateway.ledger().commands(type).getLast();
  }

  @Test
  void theCallerBuysOfWhoeverOwnsTheSellersAccount() {
    created(
        ",\"asset\":\"BTC\",\"payment\":\"balance\",\"times\":{\"answerMillis\":43200000,\"fundingMillis\":60000}");

    CreateOrder command = last(CreateOrder.class);
    assertThat(command.buyer().userId().value()).isEqualTo("user:alice");
    assertThat(command.seller().userId().value()).isEqualTo("user:bob");
    assertThat(command.mode()).isEqualTo(PaymentMode.BALANCE);
    assertThat(command.price().digits()).isEqualTo("500");
    assertThat(command.times().answer()).isEqualTo(Duration.ofHours(12));
    assertThat(command.times().funding()).isEqualTo(Duration.ofMinutes(1));
    assertThat(command.times().shipping()).as("as set").isEqualTo(Duration.ofDays(2));
    assertThat(command.times().decision()).as("by default").isEqualTo(Duration.ofDays(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"btc", "BTC"})
  void whoNamesAnAssetPaysOnItsChain(String payment) {
    created(",\"payment\":\"" + payment + "\"");

    assertThat(last(CreateOrder.class).mode()).isEqualTo(PaymentMode.CHAIN);
    assertThat(last(CreateOrder.class).price().asset().code()).isEqualTo("BTC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ,"asset":"BTC"                                                       | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"GOLD"                                      | 400 | UNKNOWN_ASSET
          ,"asset":"DOT","payment":"btc"                                       | 400 | MALFORMED_REQUEST
          ,"asset":"DOT","payment":"BALANCE"                                   | 400 | UNKNOWN_ASSET
          ,"asset":"BTC","payment":"MPESA"                                     | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"MPESA","phone":"071234567"                 | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"MPESA","phone":"+255712345678"             | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","phone":"+254712345678"           | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","deliveryAddress":" "             | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","times":{"fundingMillis":59999}   | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","times":{"answerMillis":43199999} | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","times":{"appealMillis":60000} | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","times":{"shippingMillis":60000} | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","times":{"confirmationMillis":7776000001} | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","times":{"fundingMillis":7776000001} | 400 | MALFORMED_REQUEST
          ,"asset":"BTC","payment":"BALANCE","colour":"red"                    | 400 | MALFORMED_REQUEST
          """)
  void refusesWhatIsNoOrder(String more, int status, String code) {
    int before = gateway.ledger().commands().size();

    refused(create(more), status, code);

    assertThat(gateway.ledger().commands()).hasSize(before);
  }

  @Test
  void refusesAnotherAccountThanOnesOwnAndASellerWhoIsNotThere() {
    String wish = order(",\"asset\":\"BTC\",\"payment\":\"BALANCE\"");

    refused(gateway.post("bob", "/api/orders", wish), 404, "NOT_FOUND");
    refused(
        gateway.post("alice", "/api/orders", wish.replace("bob-main", "nobody")), 404, "NOT_FOUND");
    refused(
        gateway.post("alice", "/api/orders", wish.replace("bob-main", "escrow:x")),
        403,
        "FORBIDDEN");
  }

  @Test
  void theAddressIsTheBuyersAndOnceItIsFundedTheSellersAndNoOtherReadsIt() {
    String id =
        created(
            ",\"asset\":\"BTC\",\"payment\":\"BALANCE\",\"deliveryAddress\":\"" + ADDRESS + "\"");
    String plain = ADDRESS.replace("\\n", "\n");

    assertThat(last(CreateOrder.class).deliveryAddress().value()).startsWith("sealed:1:");
    assertThat(addressSeenBy("alice", id)).isEqualTo(plain);
    assertThat(addressSeenBy("bob", id)).as("before it is funded").isNull();
    gateway.ledger().orderIs(id, "SHIPPED");
    assertThat(addressSeenBy("bob", id)).isEqualTo(plain);
    assertThat(addressSeenBy("olivia", id)).isNull();
    gateway.ledger().orderIs(id, "CANCELLED");
    assertThat(addressSeenBy("bob", id)).as("nothing is to be sent").isNull();
    assertThat(
            new String(
                gateway
                    .as("alice")
                    .get()
                    .uri("/api/orders")
                    .exchange()
                    .expectBody()
                    .returnResult()
                    .getResponseBody(),
                StandardCharsets.UTF_8))
        .doesNotContain("Main Street", "sealed:");
  }

  @Test
  void theAddressIsGoneWithItsBuyersKey() {
    UserId carol = new UserId("user:carol");
    PersonalData personal = gateway.bean(PersonalData.class);
    gateway
        .ledger()
        .put(
            gateway
                .ledger()
                .order(
                    "order:carols", carol.value(), "user:bob", personal.seal(carol, "x").value()));
    gateway.ledger().orderIs("order:carols", "FUNDED");
    assertThat(addressSeenBy("bob", "order:carols")).isEqualTo("x");

    personal.forget(carol);

    assertThat(addressSeenBy("bob", "order:carols")).isNull();
  }

  @Test
  void eachActBecomesItsCommandWithWhoDoesIt() {
    String id = created(",\"asset\":\"BTC\",\"payment\":\"BALANCE\"");

    String posting = ContentStage.putFor(id, gateway, "bob");
    String evidence = ContentStage.putFor(id, gateway, "alice");

    put("bob", id, "{\"action\":\"ship\",\"trackingCid\":\"%s\"}".formatted(posting))
        .expectStatus()
        .isOk();
    assertThat(last(ShipOrder.class).by().value()).isEqualTo("user:bob");
    put(
            "alice",
            id,
            "{\"action\":\"dispute\",\"reason\":\"damaged\",\"evidenceCid\":\"%s\"}"
                .formatted(evidence))
        .expectStatus()
        .isOk();
    assertThat(last(OpenDispute.class).reason().name()).isEqualTo("DAMAGED");
    put("alice", id, "{\"action\":\"EVIDENCE\",\"evidenceCid\":\"%s\"}".formatted(evidence))
        .expectStatus()
        .isOk();
    assertThat(last(AddEvidence.class).evidence().value()).isEqualTo(evidence);
    put(
            "olivia",
            id,
            "{\"action\":\"decide\",\"reason\":\"FRAUD\",\"toSeller\":\"0\",\"toBuyer\":\"5\"}")
        .expectStatus()
        .isOk();
    DecideDispute decided = last(DecideDispute.class);
    assertThat(decided.reason()).isEqualTo(DecisionReason.FRAUD);
    assertThat(List.of(decided.toSeller(), decided.toBuyer()))
        .extracting(Money::digits)
        .containsExactly("0", "5");
  }

  @Test
  void anActShowsOnlyWhatItsActorUploadedForThisOrder() {
    String id = created(",\"asset\":\"BTC\",\"payment\":\"BALANCE\"");
    String another = created(",\"asset\":\"BTC\",\"payment\":\"BALANCE\"");
    String elsewhere = ContentStage.putFor(another, gateway, "bob");
    String hers = ContentStage.putFor(id, gateway, "alice");
    int before = gateway.ledger().commands(ShipOrder.class).size();

    for (String cid : List.of(CID, elsewhere, hers)) {
      String act = "{\"action\":\"ship\",\"trackingCid\":\"%s\"}".formatted(cid);
      refused(put("bob", id, act), 404, "NOT_FOUND");
    }
    assertThat(gateway.ledger().commands(ShipOrder.class)).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          olivia | {"action":"confirm"}                                                       | 403 | FORBIDDEN
          audrey | {"action":"confirm"}                                                       | 403 | FORBIDDEN
          alice  | {"action":"decide","reason":"FRAUD","toSeller":"0","toBuyer":"5"}          | 403 | FORBIDDEN
          alice  | {"action":"fly"}                                                           | 400 | MALFORMED_REQUEST
          alice  | {}                                                                         | 400 | MALFORMED_REQUEST
          alice  | {"action":"confirm","reason":"OTHER"}                                      | 400 | MALFORMED_REQUEST
          alice  | {"action":"answer","evidenceCid":"nothing"}                                | 400 | MALFORMED_REQUEST
          bob    | {"action":"ship"}                                                          | 400 | MALFORMED_REQUEST
          alice  | {"action":"dispute","reason":"FRAUD","evidenceCid":"%s"}                   | 400 | MALFORMED_REQUEST
          adam   | {"action":"decide","reason":"FRAUD","toSeller":"-1","toBuyer":"6"}         | 400 | AMOUNT_NOT_POSITIVE
          adam   | {"action":"decide","reason":"FRAUD","toSeller":"0.5","toBuyer":"4.5"}      | 400 | AMOUNT_TOO_PRECISE
          """)
  void refusesWhoMayNotAndWhatIsNoAct(String who, String act, int status, String code) {
    String id = created(",\"asset\":\"BTC\",\"payment\":\"BALANCE\"");
    int before = gateway.ledger().commands().size();

    refused(put(who, id, act.replace("%s", CID)), status, code);

    assertThat(gateway.ledger().commands()).hasSize(before);
  }

  @Test
  void refusesAMediatorsListToCustomersAndWordsThatMeanNothing() {
    refused(list("alice", "as=mediator"), 403, "FORBIDDEN");
    refused(list("alice", "as=owner"), 400, "MALFORMED_REQUEST");
    refused(list("alice", "state=LOST"), 400, "MALFORMED_REQUEST");
    list("audrey", "as=mediator").expectStatus().isOk();
    list("alice", "as=seller&state=created").expectStatus().isOk();
  }

  private static WebTestClient.ResponseSpec list(String who, String query) {
    return gateway.as(who).get().uri("/api/orders?" + query).exchange();
  }

  @Test
  void theTimelineTellsWhoGaveTheAddressAndThatItIsTheBuyersStill() {
    String id =
        created(
            ",\"asset\":\"BTC\",\"payment\":\"BALANCE\",\"deliveryAddress\":\"" + ADDRESS + "\"");

    gateway
        .as("bob")
        .get()
        .uri("/api/orders/{id}/timeline", id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[0].event")
        .isEqualTo("OrderCreated")
        .jsonPath("$.items[0].role")
        .isEqualTo("BUYER")
        .jsonPath("$.items[0].visibleTo.length()")
        .isEqualTo(3)
        .jsonPath("$.items[1].event")
        .isEqualTo("DeliveryAddressGiven")
        .jsonPath("$.items[1].visibleTo")
        .isEqualTo(List.of("BUYER"))
        .jsonPath("$.items.length()")
        .isEqualTo(2);
  }

  @Test
  void eitherSideIsToldHowFarTheRecordOfItsPaymentIsAndNobodyElse() {
    String id = created(",\"asset\":\"BTC\",\"payment\":\"BALANCE\"");
    for (String side : List.of("alice", "bob")) {
      record(side, id).expectStatus().isOk().expectBody().jsonPath("$.state").isEqualTo("SENT");
    }
    gateway.ledger().put(gateway.ledger().order("order:others", "user:carol", "user:dave"));
    record("alice", "order:others").expectStatus().isNotFound();
    record("alice", "nonsense").expectStatus().isBadRequest();
  }

  private static WebTestClient.ResponseSpec record(String who, String id) {
    return gateway.as(who).get().uri("/api/orders/{id}/record", id).exchange();
  }
}
