package io.holdfast.command.escrow;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.escrow.Orders.BTC;
import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.BUYERS;
import static io.holdfast.command.escrow.Orders.ID;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.SECRET;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.SELLERS;
import static io.holdfast.command.escrow.Orders.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.Event;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderProduct;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.api.escrow.Quantity;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.product.Category;
import io.holdfast.api.product.ChangeProduct;
import io.holdfast.api.product.Offer;
import io.holdfast.api.product.OfferProduct;
import io.holdfast.api.product.OfferProductAgain;
import io.holdfast.api.product.ProductId;
import io.holdfast.api.product.ProductOffered;
import io.holdfast.api.product.WithdrawProduct;
import io.holdfast.api.user.UserId;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders for products, over a real bus. */
class ProductOrderTest {
  private static final ProductId LAMP = new ProductId("product:lamp");
  private static final Party SAM = new Party(SELLER, SELLERS);
  private static final Party BEA = new Party(BUYER, BUYERS);

  private final TestClock clock = new TestClock(NOW);
  private TestLedger ledger = new TestLedger(new TestRails(2, 6), clock);

  @BeforeEach
  @BeforeTry
  void openAccounts() {
    ledger = new TestLedger(new TestRails(2, 6), clock);
    ledger.send(new OpenAccount(BUYERS, BUYER.value(), "Bea"));
    ledger.send(new OpenAccount(SELLERS, SELLER.value(), "Sam"));
  }

  @Test
  void sellerItemAndPriceAreTheProducts() {
    ledger.send(offer(500));

    List<Event> events = ledger.send(order(3));

    assertThat(events).hasSize(3).hasAtLeastOneElementOfType(AccountOpened.class);
    assertThat(created())
        .extracting(
            OrderCreated::sellerId,
            OrderCreated::sellerAccountId,
            OrderCreated::itemReference,
            OrderCreated::title,
            OrderCreated::asset,
            OrderCreated::price)
        .containsExactly(SELLER.value(), SELLERS.value(), "product:lamp", "A lamp", "BTC", "1500");
    assertThat(events.indexOf(new ProductOrdered("order:1", "product:lamp", 1, 3)))
        .isEqualTo(events.indexOf(created()) + 1);
  }

  @Test
  void isPaidAndReleasedAsAnyOther() {
    ledger.send(offer(500));
    ledger.send(order(1));
    ledger.send(Orders.paid("tx:0", 500));
    ledger.send(Orders.ship());
    ledger.send(Orders.release());

    assertThat(ledger.available(SELLERS.value(), "BTC")).isEqualTo(500);
    assertThat(ledger.available(ID.pot().value(), "BTC")).isZero();
  }

  @Test
  void isForTheProductAsItIsNow() {
    ledger.send(offer(500));
    ledger.send(new ChangeProduct(LAMP, SELLER, lamp(600)));

    assertThat(ledger.send(order(2))).contains(new ProductOrdered("order:1", "product:lamp", 2, 2));
    assertThat(created().price()).isEqualTo("1200");
  }

  @Test
  void isNotForAVersionThatTheBuyerDidNotMean() {
    ledger.send(offer(500));
    ledger.send(new ChangeProduct(LAMP, SELLER, lamp(600)));

    assertRefusedWithoutTrace(ErrorCode.PRODUCT_CHANGED, order(1, 1L, null));
    assertRefusedWithoutTrace(ErrorCode.PRODUCT_CHANGED, order(1, 3L, null));
    assertThat(ledger.send(order(1, 2L, null))).hasSize(3);
  }

  @Test
  void isForNothingThatIsWithdrawnUntilItIsOfferedAgain() {
    ledger.send(offer(500));
    ledger.send(new WithdrawProduct(LAMP, SELLER));

    assertRefusedWithoutTrace(ErrorCode.WRONG_STATE, order(1));
    ledger.send(new OfferProductAgain(LAMP, SELLER));
    assertThat(ledger.send(order(1))).hasSize(3);
  }

  @Test
  void isForNothingThatIsNotThere() {
    assertRefusedWithoutTrace(ErrorCode.NOT_FOUND, order(1));
  }

  @Test
  void isMadeOnceWhateverBecomesOfTheProduct() {
    ledger.send(offer(500));
    ledger.send(order(2, 1L, BTC));
    ledger.send(new ChangeProduct(LAMP, SELLER, lamp(600)));
    ledger.send(new WithdrawProduct(LAMP, SELLER));

    assertThat(ledger.send(order(2, 1L, BTC))).isEmpty();
    assertThat(ledger.send(order(2))).isEmpty();
  }

  @Test
  void isAnotherWithAnotherQuantityProductOrVersion() {
    ledger.send(offer(500));
    ledger.send(new OfferProduct(new ProductId("product:other"), SAM, lamp(500)));
    ledger.send(order(2));

    assertRefusedWithoutTrace(ErrorCode.ALREADY_EXISTS_DIFFERENT, order(1));
    assertRefusedWithoutTrace(ErrorCode.ALREADY_EXISTS_DIFFERENT, order(2, 2L, null));
    assertRefusedWithoutTrace(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, order(new ProductId("product:other"), BEA, 2));
  }

  @Test
  void isNoOrderForAnItem() {
    ledger.send(Orders.wish(PaymentMode.CHAIN));
    ledger.send(offer(500));

    assertRefusedWithoutTrace(ErrorCode.ALREADY_EXISTS_DIFFERENT, order(1));
  }

  @Test
  void isPaidInTheAssetOfItsPrice() {
    ledger.send(offer(500));

    assertRefusedWithoutTrace(ErrorCode.MALFORMED_REQUEST, order(1, null, TestLedger.KES));
    assertThat(ledger.send(order(1, null, BTC))).hasSize(3);
  }

  @Test
  void nobodyBuysTheirOwn() {
    ledger.send(offer(500));

    assertRefusedWithoutTrace(ErrorCode.MALFORMED_REQUEST, order(LAMP, SAM, 1));
  }

  @Test
  void isPaidFromAnOwnAccount() {
    ledger.send(offer(500));
    ledger.send(new OpenAccount(new AccountId("account:eve"), "user:eve", "Eve"));

    assertRefusedWithoutTrace(
        ErrorCode.FORBIDDEN, order(LAMP, new Party(BUYER, new AccountId("account:eve")), 1));
  }

  @Test
  void aSellerIsPaidByAnOwnAccount() {
    assertRefusedWithoutTrace(
        ErrorCode.FORBIDDEN,
        new OfferProduct(LAMP, new Party(new UserId("user:eve"), SELLERS), lamp(5)));
    assertRefusedWithoutTrace(
        ErrorCode.NOT_FOUND,
        new OfferProduct(LAMP, new Party(SELLER, new AccountId("account:none")), lamp(5)));
    assertThat(ledger.send(offer(5))).hasOnlyElementsOfType(ProductOffered.class).hasSize(1);
    assertThat(ledger.send(offer(5))).isEmpty();
  }

  @Test
  void costsNoMoreThanALedgerKeeps() {
    ledger.send(new OfferProduct(LAMP, SAM, lamp(BigInteger.TEN.pow(78).subtract(BigInteger.ONE))));

    assertRefusedWithoutTrace(ErrorCode.AMOUNT_TOO_LARGE, order(2));
    assertThat(ledger.send(order(1))).hasSize(3);
  }

  @Property(tries = 200)
  void costsExactlySoManyTimesThePriceOfOne(
      @ForAll @BigRange(min = "1", max = "999999999999999999999999999999") BigInteger price,
      @ForAll @IntRange(min = 1, max = Quantity.MAX) int quantity) {
    ledger.send(new OfferProduct(LAMP, SAM, lamp(price)));
    ledger.send(order(quantity));

    BigInteger total = new BigInteger(created().price());
    assertThat(total.divideAndRemainder(price))
        .containsExactly(BigInteger.valueOf(quantity), BigInteger.ZERO);
  }

  @Property(tries = 50)
  void isForAtLeastOneAndNotForTooMany(@ForAll int quantity) {
    if (quantity < 1 || quantity > Quantity.MAX) {
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> new Quantity(quantity));
    } else {
      assertThat(new Quantity(quantity).value()).isEqualTo(quantity);
    }
  }

  private OrderCreated created() {
    return ledger.log().stream()
        .filter(OrderCreated.class::isInstance)
        .map(OrderCreated.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static OfferProduct offer(long price) {
    return new OfferProduct(LAMP, SAM, lamp(price));
  }

  private static Offer lamp(long price) {
    return lamp(BigInteger.valueOf(price));
  }

  private static Offer lamp(BigInteger price) {
    return new Offer(
        "A lamp",
        "It gives light.",
        new Category("lamps"),
        List.of(),
        List.of(),
        new Money(BTC, price));
  }

  private static OrderProduct order(int quantity) {
    return order(quantity, null, null);
  }

  private static OrderProduct order(ProductId product, Party buyer, int quantity) {
    return new OrderProduct(
        ID,
        buyer,
        product,
        new Quantity(quantity),
        null,
        null,
        PaymentMode.CHAIN,
        TIMES,
        SECRET,
        null);
  }

  private static OrderProduct order(int quantity, @Nullable Long version, @Nullable Asset asset) {
    return new OrderProduct(
        ID,
        BEA,
        LAMP,
        new Quantity(quantity),
        version,
        asset,
        PaymentMode.CHAIN,
        TIMES,
        SECRET,
        null);
  }

  private void assertRefusedWithoutTrace(ErrorCode code, Command command) {
    List<Event> before = ledger.log();
    assertRefused(code, () -> ledger.send(command));
    assertThat(ledger.log()).isEqualTo(before);
  }
}
