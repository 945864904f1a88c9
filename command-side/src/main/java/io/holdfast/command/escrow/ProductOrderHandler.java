package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderProduct;
import io.holdfast.api.money.Assets;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.escrow.ProductOrders.Made;
import io.holdfast.command.product.Product;
import io.holdfast.command.product.ProductAggregate;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Makes orders for products. The log refuses the append where the product has changed since it was
 * read, and then it is read again: what is agreed on is the product as it is in that moment of the
 * log, on however many nodes.
 */
public final class ProductOrderHandler {
  private final Aggregates<OrderAggregate, Order, OrderEvent> orders;
  private final Aggregates<ProductAggregate, Product, ProductEvent> products;
  private final OrderOpening opening;
  private final Assets assets;
  private final Clock clock;

  public ProductOrderHandler(
      Aggregates<OrderAggregate, Order, OrderEvent> orders,
      Aggregates<ProductAggregate, Product, ProductEvent> products,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Rails rails,
      Assets assets,
      Clock clock) {
    this.orders = orders;
    this.products = products;
    this.opening = new OrderOpening(accounts, rails);
    this.assets = assets;
    this.clock = clock;
  }

  @CommandHandler
  void handle(OrderProduct command) {
    var product = products.load(command.productId().value());
    var order = orders.load(command.targetId());
    Made made =
        ProductOrders.decide(command, order.state(), product.state(), assets, clock.instant());
    opening.open(made.terms(), order, made.events());
  }
}
