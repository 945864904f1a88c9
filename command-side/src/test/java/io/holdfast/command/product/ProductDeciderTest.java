package io.holdfast.command.product;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.content.Cid;
import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.product.Category;
import io.holdfast.api.product.ChangeProduct;
import io.holdfast.api.product.Feature;
import io.holdfast.api.product.Image;
import io.holdfast.api.product.Offer;
import io.holdfast.api.product.OfferProduct;
import io.holdfast.api.product.OfferProductAgain;
import io.holdfast.api.product.ProductChanged;
import io.holdfast.api.product.ProductCommand;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.product.ProductId;
import io.holdfast.api.product.ProductOffered;
import io.holdfast.api.product.ProductOfferedAgain;
import io.holdfast.api.product.ProductWithdrawn;
import io.holdfast.api.product.WithdrawProduct;
import io.holdfast.api.user.UserId;
import io.holdfast.command.product.Product.Existing;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductDeciderTest {
  private static final ProductId ID = new ProductId("product:1");
  private static final UserId SAM = new UserId("user:sam");
  private static final UserId EVE = new UserId("user:eve");
  private static final Party SELLER = new Party(SAM, new AccountId("account:sam"));
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Cid CID = new Cid("b" + "a".repeat(58));
  private static final List<Feature> BRASS = List.of(new Feature("Metal", "brass"));
  private static final OfferProduct OFFER = new OfferProduct(ID, SELLER, lamp(500));
  private static final ChangeProduct DEARER = new ChangeProduct(ID, SAM, lamp(600));
  private static final WithdrawProduct WITHDRAW = new WithdrawProduct(ID, SAM);
  private static final OfferProductAgain AGAIN = new OfferProductAgain(ID, SAM);

  @Test
  void isOfferedToEverybodyInItsFirstVersion() {
    assertThat(ProductDecider.decide(OFFER, Product.UNKNOWN))
        .containsExactly(
            new ProductOffered(
                "product:1",
                "user:sam",
                "account:sam",
                "A lamp",
                "It gives\nlight.",
                "lamps",
                BRASS,
                List.of(new Image(CID.value())),
                "BTC",
                "500"));
    assertThat(existing(OFFER).now().version()).isEqualTo(1);
  }

  @Test
  void isOfferedOnceHoweverOftenItIsAsked() {
    assertThat(ProductDecider.decide(OFFER, after(OFFER))).isEmpty();
    assertThat(ProductDecider.decide(OFFER, after(OFFER, DEARER, WITHDRAW))).isEmpty();
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT,
        () -> ProductDecider.decide(new OfferProduct(ID, SELLER, lamp(501)), after(OFFER)));
  }

  @Test
  void isNeverPaidIntoAPot() {
    Party pot = new Party(SAM, new AccountId(AccountId.POT + "1"));
    assertRefused(
        ErrorCode.FORBIDDEN,
        () -> ProductDecider.decide(new OfferProduct(ID, pot, lamp(1)), Product.UNKNOWN));
  }

  @Test
  void becomesAnotherVersionWithEachChange() {
    assertThat(ProductDecider.decide(DEARER, after(OFFER)))
        .containsExactly(
            new ProductChanged(
                "product:1",
                2,
                "A lamp",
                "It gives\nlight.",
                "lamps",
                BRASS,
                List.of(new Image(CID.value())),
                "BTC",
                "600"));
    ChangeProduct back = new ChangeProduct(ID, SAM, lamp(500));
    assertThat(existing(OFFER, DEARER, back).now())
        .extracting(ProductChanged::version, ProductChanged::price)
        .containsExactly(3L, "500");
  }

  @Test
  void staysInItsVersionWhereNothingChanges() {
    assertThat(ProductDecider.decide(DEARER, after(OFFER, DEARER))).isEmpty();
    assertThat(ProductDecider.decide(new ChangeProduct(ID, SAM, lamp(500)), after(OFFER)))
        .isEmpty();
  }

  @Test
  void isWithdrawnAndOfferedAgainInTheVersionThatItHas() {
    assertThat(ProductDecider.decide(WITHDRAW, after(OFFER)))
        .containsExactly(new ProductWithdrawn("product:1"));
    assertThat(ProductDecider.decide(WITHDRAW, after(OFFER, WITHDRAW))).isEmpty();
    assertThat(ProductDecider.decide(AGAIN, after(OFFER))).isEmpty();
    assertThat(ProductDecider.decide(AGAIN, after(OFFER, WITHDRAW)))
        .containsExactly(new ProductOfferedAgain("product:1"));
    assertThat(after(OFFER, WITHDRAW, DEARER)).isInstanceOf(Product.Withdrawn.class);
    assertThat(after(OFFER, WITHDRAW, DEARER, AGAIN)).isEqualTo(after(OFFER, DEARER));
  }

  @Test
  void isItsSellersAlone() {
    for (ProductCommand act :
        List.of(
            new ChangeProduct(ID, EVE, lamp(1)),
            new WithdrawProduct(ID, EVE),
            new OfferProductAgain(ID, EVE))) {
      assertRefused(ErrorCode.FORBIDDEN, () -> ProductDecider.decide(act, after(OFFER)));
    }
  }

  @Test
  void isNotThereBeforeItIsOffered() {
    for (ProductCommand act : List.of(DEARER, WITHDRAW, AGAIN)) {
      assertRefused(ErrorCode.NOT_FOUND, () -> ProductDecider.decide(act, Product.UNKNOWN));
    }
  }

  @Test
  void aHistoryWithTwoBeginningsIsADefect() {
    ProductEvent first = ProductDecider.decide(OFFER, Product.UNKNOWN).getFirst();
    assertThatExceptionOfType(Defect.class)
        .isThrownBy(() -> ProductDecider.evolve(after(OFFER), first));
  }

  @Test
  void costsSomething() {
    assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> lamp(0));
    assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> lamp(-1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "a\u0000b", "turned \u202eround", "\ud800"})
  void hasATitleThatPeopleCanRead(String title) {
    malformed(title, "It gives light.", BRASS, List.of());
  }

  @Test
  void hasNoTextLongerThanItsLimit() {
    assertThat(lamp("t".repeat(120), "d".repeat(4_000), features(30), images(8))).isNotNull();
    malformed("t".repeat(121), "It gives light.", BRASS, List.of());
    malformed("A lamp", "d".repeat(4_001), BRASS, List.of());
    malformed("A lamp", "It gives light.", features(31), List.of());
    malformed("A lamp", "It gives light.", BRASS, images(9));
    malformed("A lamp", "Light.", List.of(new Feature("n".repeat(61), "brass")), List.of());
    malformed("A lamp", "Light.", List.of(new Feature("Metal", "v".repeat(201))), List.of());
  }

  @Test
  void saysNothingTwice() {
    malformed(
        "A lamp",
        "Light.",
        List.of(new Feature("Metal", "brass"), new Feature("Metal", "gold")),
        List.of());
    malformed("A lamp", "Light.", BRASS, Collections.nCopies(2, CID));
  }

  @Test
  void isInOneCategoryHoweverItIsWritten() {
    assertThat(new Category(" Home & Garden ")).isEqualTo(new Category("home & garden"));
    for (String no : List.of("", "-", "a\nb", "x".repeat(61), "100%")) {
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> new Category(no));
    }
  }

  @Test
  void isNamedSoThatAnOrderCanReferToIt() {
    assertThat(new ProductId("product:" + "a".repeat(88)).value()).hasSize(96);
    assertRefused(ErrorCode.MALFORMED_ID, () -> new ProductId("product:" + "a".repeat(89)));
    assertRefused(ErrorCode.MALFORMED_ID, () -> new ProductId("order:1"));
  }

  private static void malformed(
      String title, String description, List<Feature> specification, List<Cid> images) {
    assertRefused(
        ErrorCode.MALFORMED_REQUEST, () -> lamp(title, description, specification, images));
  }

  private static List<Feature> features(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Feature("n" + i, "v")).toList();
  }

  private static List<Cid> images(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Cid("b" + "a".repeat(57) + (char) ('a' + i)))
        .toList();
  }

  private static Offer lamp(long price) {
    return new Offer(
        "A lamp",
        "It gives\nlight.",
        new Category("Lamps"),
        BRASS,
        List.of(CID),
        Money.of(BTC, price));
  }

  private static Offer lamp(
      String title, String description, List<Feature> specification, List<Cid> images) {
    return new Offer(
        title, description, new Category("lamps"), specification, images, Money.of(BTC, 1));
  }

  private static Existing existing(ProductCommand... commands) {
    return after(commands).requireExisting();
  }

  private static Product after(ProductCommand... commands) {
    Product state = Product.UNKNOWN;
    for (ProductCommand command : commands) {
      for (ProductEvent event : ProductDecider.decide(command, state)) {
        state = ProductDecider.evolve(state, event);
      }
    }
    return state;
  }
}
