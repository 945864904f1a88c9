package io.holdfast.command.product;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.product.ChangeProduct;
import io.holdfast.api.product.OfferProduct;
import io.holdfast.api.product.OfferProductAgain;
import io.holdfast.api.product.ProductCommand;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.product.WithdrawProduct;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Carries out what is asked of products. */
public final class ProductHandler {
  private final Aggregates<ProductAggregate, Product, ProductEvent> products;
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;

  public ProductHandler(
      Aggregates<ProductAggregate, Product, ProductEvent> products,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts) {
    this.products = products;
    this.accounts = accounts;
  }

  /** The account is the seller's own, so that each order for it finds one that can be paid. */
  @CommandHandler
  void handle(OfferProduct command) {
    var product = products.load(command.targetId());
    List<ProductEvent> events = ProductDecider.decide(command, product.state());
    if (!events.isEmpty()) {
      requireOwn(command.seller());
      product.record(events);
    }
  }

  private void requireOwn(Party seller) {
    String owner = accounts.load(seller.accountId().value()).state().requireOpen().ownerId();
    if (!seller.userId().value().equals(owner)) {
      throw new Rejection(ErrorCode.FORBIDDEN, "A seller is paid by an own account.");
    }
  }

  @CommandHandler
  void handle(ChangeProduct command) {
    decide(command);
  }

  @CommandHandler
  void handle(WithdrawProduct command) {
    decide(command);
  }

  @CommandHandler
  void handle(OfferProductAgain command) {
    decide(command);
  }

  private void decide(ProductCommand command) {
    products.decide(command.targetId(), state -> ProductDecider.decide(command, state));
  }
}
