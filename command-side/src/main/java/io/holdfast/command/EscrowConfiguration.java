package io.holdfast.command;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.money.Assets;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.axon.LogRepository;
import io.holdfast.command.deadline.Deadlines;
import io.holdfast.command.escrow.Order;
import io.holdfast.command.escrow.OrderAggregate;
import io.holdfast.command.escrow.OrderDeadlines;
import io.holdfast.command.escrow.OrderHandler;
import io.holdfast.command.escrow.OrderSteps;
import io.holdfast.command.escrow.OrdersPaid;
import io.holdfast.command.escrow.ProductOrderHandler;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.mpesa.MobilePaymentHandler;
import io.holdfast.command.mpesa.MobilePaymentsAggregate;
import io.holdfast.command.mpesa.ReceiptAggregate;
import io.holdfast.command.product.Product;
import io.holdfast.command.product.ProductAggregate;
import io.holdfast.command.product.ProductHandler;
import io.holdfast.command.quote.Quote;
import io.holdfast.command.quote.QuoteAggregate;
import io.holdfast.command.quote.QuoteHandler;
import java.time.Clock;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Products, and orders, whose money waits in pots of their own. */
@Configuration(proxyBeanMethods = false)
public class EscrowConfiguration {
  @Bean
  LogRepository<OrderAggregate> orderRepository(LogNode node) {
    return node.repository(OrderAggregate.class);
  }

  @Bean
  Aggregates<OrderAggregate, Order, OrderEvent> orders(Repository<OrderAggregate> repository) {
    return new Aggregates<>(repository, OrderAggregate::new);
  }

  @Bean
  OrderSteps orderSteps(
      Aggregates<OrderAggregate, Order, OrderEvent> orders,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Journal journal,
      Assets assets) {
    return new OrderSteps(orders, accounts, journal, assets);
  }

  @Bean
  OrderHandler orderHandler(
      Aggregates<OrderAggregate, Order, OrderEvent> orders,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes,
      OrderSteps steps,
      Rails rails,
      Clock clock) {
    return new OrderHandler(orders, accounts, quotes, steps, rails, clock);
  }

  @Bean
  LogRepository<QuoteAggregate> quoteRepository(LogNode node) {
    return node.repositoryOfUnkept(QuoteAggregate.class);
  }

  @Bean
  Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes(Repository<QuoteAggregate> repository) {
    return new Aggregates<>(repository, QuoteAggregate::new);
  }

  @Bean
  QuoteHandler quoteHandler(Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes, Clock clock) {
    return new QuoteHandler(quotes, clock);
  }

  @Bean
  LogRepository<ProductAggregate> productRepository(LogNode node) {
    return node.repository(ProductAggregate.class);
  }

  @Bean
  Aggregates<ProductAggregate, Product, ProductEvent> products(
      Repository<ProductAggregate> repository) {
    return new Aggregates<>(repository, ProductAggregate::new);
  }

  @Bean
  ProductHandler productHandler(
      Aggregates<ProductAggregate, Product, ProductEvent> products,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts) {
    return new ProductHandler(products, accounts);
  }

  @Bean
  ProductOrderHandler productOrderHandler(
      Aggregates<OrderAggregate, Order, OrderEvent> orders,
      Aggregates<ProductAggregate, Product, ProductEvent> products,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Rails rails,
      Assets assets,
      Clock clock) {
    return new ProductOrderHandler(orders, products, accounts, rails, assets, clock);
  }

  @Bean
  LogRepository<MobilePaymentsAggregate> mobilePaymentsRepository(LogNode node) {
    return node.repository(MobilePaymentsAggregate.class);
  }

  @Bean
  LogRepository<ReceiptAggregate> receiptRepository(LogNode node) {
    return node.repositoryOfUnkept(ReceiptAggregate.class);
  }

  @Bean
  MobilePaymentHandler mobilePaymentHandler(
      Repository<MobilePaymentsAggregate> payments,
      Repository<ReceiptAggregate> receipts,
      OrderSteps steps,
      Assets assets,
      Clock clock) {
    return new MobilePaymentHandler(
        new Aggregates<>(payments, MobilePaymentsAggregate::new),
        new Aggregates<>(receipts, ReceiptAggregate::new),
        new OrdersPaid(steps),
        assets,
        clock);
  }

  @Bean
  OrderDeadlines orderDeadlines(Deadlines deadlines) {
    return new OrderDeadlines(deadlines);
  }
}
