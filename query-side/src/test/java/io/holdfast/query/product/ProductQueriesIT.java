package io.holdfast.query.product;

import static io.holdfast.api.query.Scope.EVERYBODY;
import static io.holdfast.api.query.Scope.ownedBy;
import static io.holdfast.query.product.ProductEvents.BRASS;
import static io.holdfast.query.product.ProductEvents.CID;
import static io.holdfast.query.product.ProductEvents.SELLER;
import static io.holdfast.query.product.ProductEvents.offered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Event;
import io.holdfast.api.error.Defect;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.api.product.ProductWithdrawn;
import io.holdfast.api.product.Search;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.Find.FindProducts;
import io.holdfast.api.query.FindShowing;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.ProductView;
import io.holdfast.api.query.Scope;
import io.holdfast.query.ReadSide;
import io.holdfast.query.order.OrderEvents;
import io.holdfast.query.order.OrderQueries;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductQueriesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PageRequest ALL = new PageRequest(null, 50);
  private static final String EVE = "user:eve";
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide SIDE = new ReadSide(MODEL, PATIENCE, Duration.ofMillis(400));
  private static final ProductQueries PRODUCTS = new ProductQueries(SIDE.finder);
  private static final ShowingQueries SHOWING =
      new ShowingQueries("view", SIDE.finder, SIDE.reader);

  private final Story story = new Story();

  @BeforeEach
  void empty() throws Exception {
    MODEL.clear();
  }

  @AfterAll
  static void close() {
    SIDE.close();
  }

  private void write(List<? extends Event> events) throws Exception {
    long from = story.index();
    events.forEach(story::tell);
    MODEL.write(story.log().subList((int) from, story.log().size()));
  }

  private void write(Event... events) throws Exception {
    write(List.of(events));
  }

  @Test
  void tellsAllThatIsOffered() throws Exception {
    write(ProductEvents.life("product:one").subList(0, 1));

    assertThat(all(EVERYBODY))
        .containsExactly(
            new ProductView(
                "product:one",
                SELLER,
                "account:sellers",
                "A lamp\\with\ta tab",
                "It gives light.\nBring your own oil.",
                "lamps",
                BRASS,
                List.of(CID, CID.replace('z', 'a')),
                "BTC",
                "500",
                1,
                "OFFERED",
                1_000,
                1_000,
                1));
  }

  @Test
  void tellsAProductAsItIsNow() throws Exception {
    write(ProductEvents.life("product:one"));

    assertThat(all(EVERYBODY))
        .singleElement()
        .extracting(
            ProductView::title,
            ProductView::images,
            ProductView::specification,
            ProductView::price,
            ProductView::asset,
            ProductView::version,
            ProductView::state,
            ProductView::createdAtMillis,
            ProductView::changedAtMillis,
            ProductView::logIndex)
        .containsExactly(
            "Oil", List.of(), List.of(), "600", "KES", 2L, "OFFERED", 1_000L, 1_003L, 4L);
  }

  @Test
  void newestIsFirstAndAPageGoesOnWhereTheLastEnded() throws Exception {
    write(
        IntStream.range(0, 5)
            .mapToObj(i -> offered("product:" + i, SELLER, "Lamp " + i, "lamps"))
            .toList());

    Page<ProductView> first = page(new PageRequest(null, 3));
    Page<ProductView> rest = page(new PageRequest(first.next(), 3));

    assertThat(first.items())
        .extracting(ProductView::title)
        .containsExactly("Lamp 4", "Lamp 3", "Lamp 2");
    assertThat(rest.items()).extracting(ProductView::title).containsExactly("Lamp 1", "Lamp 0");
    assertThat(rest.next()).isNull();
  }

  @Test
  void whatIsWithdrawnIsItsSellersAndStaffs() throws Exception {
    write(
        offered("product:a", SELLER, "A lamp", "lamps"),
        offered("product:b", SELLER, "A bowl", "bowls"),
        new ProductWithdrawn("product:b"));

    assertThat(ids(all(ownedBy(EVE)))).containsExactly("product:a");
    assertThat(ids(all(ownedBy(SELLER)))).containsExactly("product:b", "product:a");
    assertThat(ids(all(EVERYBODY))).containsExactly("product:b", "product:a");
    assertThat(ids(find(query(ownedBy(SELLER), null, null, null, null, true))))
        .containsExactly("product:a");
    assertThat(one(ownedBy(EVE), "product:b")).isEmpty();
    assertThat(one(ownedBy(EVE), "product:a")).hasSize(1);
    assertThat(one(ownedBy(SELLER), "product:b")).hasSize(1);
  }

  @Test
  void filtersBySellerCategoryAndAsset() throws Exception {
    write(
        offered("product:a", SELLER, "A lamp", "lamps"),
        offered("product:b", EVE, "A bowl", "bowls"),
        offered("product:c", EVE, "A lamp", "lamps", "KES"));

    assertThat(ids(find(query(EVERYBODY, EVE, null, null, null, true))))
        .containsExactly("product:c", "product:b");
    assertThat(ids(find(query(EVERYBODY, null, "lamps", null, null, true))))
        .containsExactly("product:c", "product:a");
    assertThat(ids(find(query(EVERYBODY, null, "lamps", "BTC", null, true))))
        .containsExactly("product:a");
    assertThat(find(query(EVERYBODY, null, "lamp", null, null, true))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lamp",
        "LAMP",
        "la",
        "brass lamp",
        "oil",
        "your own",
        "lamp, (brass)",
        "größe",
        "GRÖ"
      })
  void findsWhatBeginsWithEachWord(String words) throws Exception {
    write(
        offered("product:a", SELLER, "A Lamp of brass, Größe 4", "lights"),
        offered("product:b", SELLER, "A bowl", "bowls"));

    assertThat(ids(found(words))).contains("product:a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"amp", "lamp bowl", "lightx", "lampe", "nothing"})
  void findsNothingThatHasNotAllTheWords(String words) throws Exception {
    write(offered("product:a", SELLER, "A lamp of brass", "brassware"));

    assertThat(found(words)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lamp' or 'a'='a",
        "lamp & ! | ( <-> :*",
        "lamp'); drop table view.product; --",
        "lamp\\",
        "lamp:*D",
        "!lamp"
      })
  void whatIsLookedForIsNeverMoreThanWords(String words) throws Exception {
    write(offered("product:a", SELLER, "A lamp", "lamps"));

    assertThat(found(words)).hasSizeLessThanOrEqualTo(1);
    assertThat(found("lamp")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "!?&", "a b c d e f g h i"})
  void oneLooksForAFewWords(String words) {
    assertThatThrownBy(() -> Search.of(words)).isInstanceOf(Rejection.class);
  }

  @Test
  void oneLooksForNoLongText() {
    assertThat(Search.of("a".repeat(100)).words()).hasSize(1);
    assertThatThrownBy(() -> Search.of("a".repeat(101))).isInstanceOf(Rejection.class);
  }

  @Test
  void imagesAreShownByWhoOffersThem() throws Exception {
    write(
        offered("product:a", SELLER, "A lamp", "lamps"),
        offered("product:b", EVE, "A bowl", "bowls"),
        new ProductWithdrawn("product:b"));

    assertThat(showing(ownedBy("user:anybody"), CID)).containsExactly(SELLER);
    assertThat(showing(ownedBy("user:anybody"), "bother")).isEmpty();
    write(ProductEvents.changed("product:a", 2, "No image"));
    assertThat(showing(ownedBy("user:anybody"), CID)).isEmpty();
  }

  @Test
  void anOrdersMetadataIsShownByItsBuyerToBothSides() throws Exception {
    write(OrderEvents.created("order:a", PaymentMode.CHAIN, OrderEvents.SELLER));

    assertThat(showing(ownedBy(OrderEvents.SELLER), CID)).containsExactly(OrderEvents.BUYER);
    assertThat(showing(ownedBy(OrderEvents.BUYER), CID)).containsExactly(OrderEvents.BUYER);
    assertThat(showing(ownedBy(EVE), CID)).isEmpty();
  }

  @Test
  void anOrderTellsWhichProductItIsFor() throws Exception {
    write(
        OrderEvents.created("order:a", PaymentMode.CHAIN, OrderEvents.SELLER),
        new ProductOrdered("order:a", "product:a", 4, 2),
        OrderEvents.paid("order:a", "payment:a", "100", "100"));

    OrderView order =
        new OrderQueries(SIDE.finder, SIDE.streams)
            .find(new FindOrders(EVERYBODY, "order:a", null, null, null, false, ALL, 0))
            .join()
            .items()
            .getFirst();
    assertThat(order.product()).isEqualTo(new OrderView.Bought("product:a", 4, 2));
    assertThat(order.paid()).isEqualTo("100");
  }

  @Test
  void aProductThatNobodyOfferedIsADefect() {
    assertThatThrownBy(() -> write(new ProductWithdrawn("product:none")))
        .isInstanceOf(Defect.class);
  }

  private List<ProductView> found(String words) {
    return find(query(EVERYBODY, null, null, null, Search.of(words), true));
  }

  private static List<ProductView> all(Scope scope) {
    return find(query(scope, null, null, null, null, false));
  }

  private static List<ProductView> one(Scope scope, String id) {
    return find(new FindProducts(scope, id, null, null, null, null, false, ALL, 0));
  }

  private static FindProducts query(
      Scope scope,
      @Nullable String seller,
      @Nullable String category,
      @Nullable String asset,
      @Nullable Search search,
      boolean offered) {
    return new FindProducts(scope, null, seller, category, asset, search, offered, ALL, 0);
  }

  private static Page<ProductView> page(PageRequest request) {
    return PRODUCTS
        .find(new FindProducts(EVERYBODY, null, null, null, null, null, true, request, 0))
        .join();
  }

  private static List<ProductView> find(FindProducts query) {
    return PRODUCTS.find(query).join().items();
  }

  private static Set<String> showing(Scope scope, String cid) {
    return SHOWING.find(new FindShowing(scope, cid, 0)).join().userIds();
  }

  private static List<String> ids(List<ProductView> products) {
    return products.stream().map(ProductView::productId).toList();
  }
}
