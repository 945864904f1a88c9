package io.holdfast.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.escrow.OrderProduct;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.Quantity;
import io.holdfast.api.product.ChangeProduct;
import io.holdfast.api.product.Feature;
import io.holdfast.api.product.OfferProduct;
import io.holdfast.api.product.ProductState;
import io.holdfast.api.product.WithdrawProduct;
import io.holdfast.api.query.Find.FindProducts;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.content.ContentStage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the doors themselves know of products, and of orders for them. */
class ProductIT {
  private static final String LAMP =
      """
      "title":" A lamp ","description":"It gives light.\\nBring oil.","category":"Home & Lamps",
      "specification":[{"name":"Metal","value":"brass"}],"images":[%s],"asset":"BTC","price":"%s"
      """;

  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void theCallerOffersInTheirOwnName() {
    String cid = ContentStage.putImage(gateway, "alice", 1);

    JsonNode product =
        json(offer("alice", "alice", '"' + cid + '"', "500").expectStatus().isCreated());

    OfferProduct command = last(OfferProduct.class);
    assertThat(command.seller().userId().value()).isEqualTo("user:alice");
    assertThat(command.seller().accountId().value()).isEqualTo("account:alice-main");
    assertThat(command.offer().title()).isEqualTo("A lamp");
    assertThat(command.offer().category().value()).isEqualTo("home & lamps");
    assertThat(command.offer().specification()).containsExactly(new Feature("Metal", "brass"));
    assertThat(command.offer().price().digits()).isEqualTo("500");
    assertThat(product.path("images").get(0).asString()).isEqualTo(cid);
    assertThat(get("bob", "/api/products/" + product.path("productId").asString()))
        .isEqualTo(product);
  }

  @Test
  void isNotOfferedForAnothersAccount() {
    assertRefused(offer("bob", "alice", "", "500"), 404, "NOT_FOUND");
    assertRefused(offer("olivia", "alice", "", "500"), 403, "FORBIDDEN");
    assertRefused(offer("audrey", "alice", "", "500"), 403, "FORBIDDEN");
  }

  @Test
  void showsImagesOfTheSellersOwnOnly() {
    String alices = ContentStage.putImage(gateway, "alice", 2);
    String none = ContentStage.cidOf("nobody");

    assertRefused(offer("bob", "bob", '"' + alices + '"', "5"), 404, "NOT_FOUND");
    assertRefused(offer("alice", "alice", '"' + none + '"', "5"), 404, "NOT_FOUND");
    ContentStage.put(gateway, "alice");
    assertRefused(
        offer("alice", "alice", '"' + ContentStage.cidOf("alice") + '"', "5"),
        400,
        "MALFORMED_REQUEST");
    assertRefused(offer("alice", "alice", "\"no-cid\"", "5"), 400, "MALFORMED_REQUEST");
    assertRefused(offer("alice", "alice", "null", "5"), 400, "MALFORMED_REQUEST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0   | AMOUNT_NOT_POSITIVE
          1.5 | AMOUNT_TOO_PRECISE
          one | AMOUNT_MALFORMED
          """)
  void isOfferedAtAPriceOfWholeMinorUnits(String price, String code) {
    assertRefused(offer("alice", "alice", "", price), 400, code);
  }

  @Test
  void isItsSellersToChangeAndWithdraw() {
    gateway.ledger().put(gateway.ledger().product("product:bobs", "user:bob"));
    String body = "{" + LAMP.formatted("", "600") + "}";

    assertRefused(put("alice", "product:bobs", body), 403, "FORBIDDEN");
    assertRefused(put("olivia", "product:bobs", body), 403, "FORBIDDEN");
    assertRefused(put("bob", "product:none", body), 404, "NOT_FOUND");
    assertRefused(
        gateway.post("alice", "/api/products/product:bobs/withdraw", "{}"), 403, "FORBIDDEN");
    assertRefused(
        gateway.post("alice", "/api/products/product:bobs/offer", "{}"), 403, "FORBIDDEN");
    put("bob", "product:bobs", body).expectStatus().isOk();
    assertThat(last(ChangeProduct.class).offer().price().digits()).isEqualTo("600");
    gateway.post("bob", "/api/products/product:bobs/withdraw", "{}").expectStatus().isOk();
    assertThat(last(WithdrawProduct.class).by().value()).isEqualTo("user:bob");
  }

  @Test
  void isNotChangedToAnotherSellersImages() {
    gateway.ledger().put(gateway.ledger().product("product:plain", "user:bob"));
    String alices = ContentStage.putImage(gateway, "alice", 3);

    assertRefused(
        put("bob", "product:plain", "{" + LAMP.formatted('"' + alices + '"', "6") + "}"),
        404,
        "NOT_FOUND");
  }

  @Test
  void aListAsksForWhatIsOfferedUnlessASellerIsNamed() {
    get("alice", "/api/products?q=Brass LAMP&category=Lamps&asset=BTC&limit=3");
    FindProducts asked = gateway.ledger().askedForProducts().getLast();
    assertThat(asked.search().words()).containsExactly("brass", "lamp");
    assertThat(asked.category()).isEqualTo("lamps");
    assertThat(asked.asset()).isEqualTo("BTC");
    assertThat(asked.page().limit()).isEqualTo(3);
    assertThat(asked.offered()).isTrue();

    get("alice", "/api/products?sellerId=user:alice");
    assertThat(gateway.ledger().askedForProducts().getLast().offered()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=!!", "q=", "category=", "sellerId=bob", "asset=GOLD", "limit=0"})
  void aListIsNotAskedForWithNonsense(String query) {
    gateway
        .as("alice")
        .get()
        .uri(java.net.URI.create("http://127.0.0.1:" + gateway.port() + "/api/products?" + query))
        .exchange()
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void imagesAreSeenByEverybodyWhileWhatShowsThemIsOffered() {
    String cid = ContentStage.putImage(gateway, "bob", 4);
    assertRefused(content("alice", cid), 404, "NOT_FOUND");

    shows("product:shown", "user:bob", ProductState.OFFERED, cid);
    content("alice", cid).expectStatus().isOk();
    JsonNode about = json(content("alice", cid + "/about").expectStatus().isOk());
    assertThat(about.at("/items/0/uploadedBy").asString()).isEqualTo("user:bob");
    assertThat(about.at("/items/0/fileName").isNull()).as("what bob called it").isTrue();

    shows("product:shown", "user:bob", ProductState.WITHDRAWN, cid);
    assertRefused(content("alice", cid), 404, "NOT_FOUND");
    content("bob", cid).expectStatus().isOk();
    content("olivia", cid).expectStatus().isOk();
  }

  @Test
  void nobodyShowsWhatIsAnothers() {
    String cid = ContentStage.putImage(gateway, "alice", 5);

    shows("product:stolen", "user:bob", ProductState.OFFERED, cid);

    assertRefused(content("bob", cid), 404, "NOT_FOUND");
  }

  @Test
  void whatAnOrderNamesAsMetadataItsSellerSees() {
    String cid = ContentStage.putImage(gateway, "alice", 6);
    assertRefused(content("bob", cid), 404, "NOT_FOUND");

    gateway.ledger().put(gateway.ledger().orderOf("order:meta", "user:alice", "user:bob", cid));

    content("bob", cid).expectStatus().isOk();
    gateway.ledger().put(gateway.ledger().orderOf("order:meta", "user:bob", "user:alice", cid));
    assertRefused(content("bob", cid), 404, "NOT_FOUND");
  }

  @Test
  void aProductIsOrderedBySayingWhichAndHowManyAndNothingElse() {
    String wish =
        "{\"accountId\":\"account:alice-main\",\"productId\":\"product:x\",\"payment\":\"%s\"%s}";

    gateway.post("alice", "/api/orders", wish.formatted("BALANCE", "")).expectStatus().isCreated();
    assertThat(last(OrderProduct.class))
        .extracting(
            OrderProduct::quantity, OrderProduct::version, OrderProduct::asset, OrderProduct::mode)
        .containsExactly(Quantity.ONE, null, null, PaymentMode.BALANCE);

    gateway
        .post("alice", "/api/orders", wish.formatted("btc", ",\"quantity\":3,\"productVersion\":2"))
        .expectStatus()
        .isCreated();
    OrderProduct onChain = last(OrderProduct.class);
    assertThat(onChain.quantity()).isEqualTo(new Quantity(3));
    assertThat(onChain.version()).isEqualTo(2);
    assertThat(onChain.asset().code()).isEqualTo("BTC");
    assertThat(onChain.mode()).isEqualTo(PaymentMode.CHAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"productId\":\"product:x\",\"price\":\"5\"",
        ",\"productId\":\"product:x\",\"asset\":\"BTC\"",
        ",\"productId\":\"product:x\",\"sellerAccountId\":\"account:bob-main\"",
        ",\"productId\":\"product:x\",\"item\":{\"reference\":\"a\",\"title\":\"b\"}",
        ",\"productId\":\"product:x\",\"quantity\":0",
        ",\"productId\":\"product:x\",\"quantity\":10001",
        ",\"productId\":\"product:x\",\"quantity\":1.5",
        ",\"productId\":\"order:x\"",
        ",\"quantity\":1",
        ",\"productVersion\":1"
      })
  void anOrderIsForAnItemOrForAProduct(String more) {
    List<?> before = gateway.ledger().commands();

    gateway
        .post(
            "alice",
            "/api/orders",
            "{\"accountId\":\"account:alice-main\",\"payment\":\"BALANCE\"" + more + "}")
        .expectStatus()
        .isBadRequest();

    assertThat(gateway.ledger().commands()).isEqualTo(before);
  }

  private static void shows(String id, String seller, ProductState state, String cid) {
    gateway.ledger().put(gateway.ledger().product(id, seller, "A lamp", state, List.of(cid)));
  }

  private static WebTestClient.ResponseSpec content(String who, String cid) {
    return gateway.as(who).get().uri("/api/ipfs/" + cid).exchange();
  }

  private static WebTestClient.ResponseSpec offer(
      String who, String account, String images, String price) {
    return gateway.post(
        who,
        "/api/products",
        "{\"accountId\":\"account:%s-main\",%s}".formatted(account, LAMP.formatted(images, price)));
  }

  private static WebTestClient.ResponseSpec put(String who, String id, String body) {
    return gateway
        .as(who)
        .put()
        .uri("/api/products/{id}", id)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static JsonNode get(String who, String path) {
    return json(gateway.as(who).get().uri(path).exchange().expectStatus().isOk());
  }

  private static JsonNode json(WebTestClient.ResponseSpec answer) {
    return DoorJson.mapper().readTree(answer.expectBody().returnResult().getResponseBody());
  }

  private static void assertRefused(WebTestClient.ResponseSpec answer, int status, String code) {
    answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }

  private static <C extends Command> C last(Class<C> type) {
    return gateway.ledger().commands(type).getLast();
  }
}
