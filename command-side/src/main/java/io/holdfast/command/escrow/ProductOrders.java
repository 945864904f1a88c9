package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.Item;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderProduct;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.product.ProductChanged;
import io.holdfast.api.user.UserId;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Order.Uncreated;
import io.holdfast.command.product.Product;
import io.holdfast.command.product.Product.Offered;
import io.holdfast.command.product.Product.Withdrawn;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What an order for a product agrees on. Pure. The product is asked only while the order is new:
 * afterwards what was agreed counts, whatever becomes of the product.
 */
final class ProductOrders {
  private ProductOrders() {}

  /** What follows, and the order that it is. */
  record Made(CreateOrder terms, List<OrderEvent> events) {}

  /**
   * @throws Rejection NOT_FOUND, WRONG_STATE (withdrawn), PRODUCT_CHANGED, MALFORMED_REQUEST,
   *     AMOUNT_TOO_LARGE, ALREADY_EXISTS_DIFFERENT
   */
  static Made decide(
      OrderProduct command, Order state, Product product, Assets assets, Instant now) {
    return switch (state) {
      case Existing known -> {
        CreateOrder again = again(command, known.terms(), assets);
        yield new Made(again, OrderDecider.decide(again, known, now));
      }
      case Uncreated _ -> {
        ProductChanged bought = requireOffered(command, product).now();
        CreateOrder terms = terms(command, requireOffered(command, product), assets);
        List<OrderEvent> made = OrderDecider.decide(terms, state, now);
        yield new Made(terms, List.of(made.getFirst(), ordered(command, bought.version())));
      }
    };
  }

  private static ProductOrdered ordered(OrderProduct command, long version) {
    return new ProductOrdered(
        command.targetId(), command.productId().value(), version, command.quantity().value());
  }

  private static Offered requireOffered(OrderProduct command, Product product) {
    return switch (product.requireExisting()) {
      case Withdrawn _ ->
          throw new Rejection(ErrorCode.WRONG_STATE, "This product is not offered any more.");
      case Offered offered -> {
        Long meant = command.version();
        if (meant != null && meant != offered.now().version()) {
          throw new Rejection(
              ErrorCode.PRODUCT_CHANGED,
              "This product is another by now: look at it again before you order it.");
        }
        yield offered;
      }
    };
  }

  private static CreateOrder terms(OrderProduct command, Offered product, Assets assets) {
    ProductChanged now = product.now();
    Money one = new Money(assets.require(now.asset()), new BigInteger(now.price()));
    requireAsset(command, one.asset());
    return terms(
        command,
        party(product.first().sellerId(), product.first().sellerAccountId()),
        new Item(now.productId(), now.title(), null),
        command.quantity().times(one));
  }

  /** The same wish, with what was agreed when it was first heard. */
  private static CreateOrder again(OrderProduct command, Terms known, Assets assets) {
    OrderCreated agreed = known.agreed();
    ProductOrdered bought = known.product();
    if (bought == null
        || !bought.equals(ordered(command, bought.productVersion()))
        || !Objects.requireNonNullElse(command.version(), bought.productVersion())
            .equals(bought.productVersion())) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "An order with this id is for something else.");
    }
    Money price = new Money(assets.require(agreed.asset()), known.price());
    requireAsset(command, price.asset());
    String metadata = agreed.metadataCid();
    return terms(
        command,
        party(agreed.sellerId(), agreed.sellerAccountId()),
        new Item(
            agreed.itemReference(), agreed.title(), metadata == null ? null : new Cid(metadata)),
        price);
  }

  private static void requireAsset(OrderProduct command, Asset asset) {
    Asset meant = command.asset();
    if (meant != null && !meant.equals(asset)) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A product is paid in the asset of its price.");
    }
  }

  private static Party party(String userId, String accountId) {
    return new Party(new UserId(userId), new AccountId(accountId));
  }

  private static CreateOrder terms(OrderProduct command, Party seller, Item item, Money price) {
    return new CreateOrder(
        command.orderId(),
        command.buyer(),
        seller,
        item,
        price,
        command.mode(),
        command.times(),
        command.deliveryAddress(),
        command.phone());
  }
}
