package io.holdfast.command.product;

import io.holdfast.api.product.ProductEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a product; the rules are in {@link ProductDecider}. */
@AggregateRoot(type = "Product")
public class ProductAggregate extends Shell<Product, ProductEvent> {
  protected ProductAggregate() {
    super(Product.UNKNOWN);
  }

  public ProductAggregate(String id) {
    super(id, Product.UNKNOWN);
  }

  @EventSourcingHandler
  void on(ProductEvent event) {
    become(event.streamId(), ProductDecider.evolve(state(), event));
  }
}
