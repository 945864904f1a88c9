package io.holdfast.query;

import io.holdfast.query.account.AccountQueries;
import io.holdfast.query.account.TotalsQueries;
import io.holdfast.query.account.TransactionQueries;
import io.holdfast.query.audit.AuditConfiguration;
import io.holdfast.query.deposit.DepositQueries;
import io.holdfast.query.deposit.DepositRequestQueries;
import io.holdfast.query.journal.JournalQueries;
import io.holdfast.query.log.OrderHistoryQueries;
import io.holdfast.query.log.QuoteQueries;
import io.holdfast.query.log.RailEventQueries;
import io.holdfast.query.order.OrderQueries;
import io.holdfast.query.parked.ParkedQueries;
import io.holdfast.query.person.PersonQueries;
import io.holdfast.query.policy.PolicyQueries;
import io.holdfast.query.product.ProductQueries;
import io.holdfast.query.product.ShowingQueries;
import io.holdfast.query.rail.RailQueries;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Reader;
import io.holdfast.query.read.ViewStreams;
import io.holdfast.query.read.WakeHub;
import io.holdfast.query.read.WakeListener;
import io.holdfast.query.reconciliation.BooksQueries;
import io.holdfast.query.reconciliation.ReconciliationQueries;
import io.holdfast.query.replay.RebuildConfiguration;
import io.holdfast.query.replay.ReplayQueries;
import io.holdfast.query.solvency.SolvencyConfiguration;
import io.holdfast.query.statement.BalanceAsOfQueries;
import io.holdfast.query.statement.Moments;
import io.holdfast.query.statement.OrderAsOfQueries;
import io.holdfast.query.statement.PostingQueries;
import io.holdfast.query.statement.ReasonQueries;
import io.holdfast.query.transparency.TransparencyConfiguration;
import io.holdfast.query.views.ViewErrors;
import io.holdfast.query.views.ViewsProcessor;
import io.holdfast.query.views.ViewsProjection;
import io.holdfast.query.withdrawal.WithdrawalQueries;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The query side: one projection, and the questions it answers. The application gives a DataSource
 * whose transactions are Axon's, a ConnectionFactory (a pool), a Clock, and Axon.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  RebuildConfiguration.class,
  AuditConfiguration.class,
  SolvencyConfiguration.class,
  TransparencyConfiguration.class
})
@EnableConfigurationProperties(QuerySettings.class)
public class QuerySideConfiguration {
  private static final String SCHEMA = "view";

  @Bean
  ConfigurerModule viewsProcessor(QuerySettings settings) {
    return new ViewsProcessor(settings);
  }

  @Bean
  ViewErrors viewErrors() {
    return new ViewErrors();
  }

  @Bean
  ViewsProjection viewsProjection(DataSource dataSource, ViewErrors errors) {
    return new ViewsProjection(dataSource, SCHEMA, errors);
  }

  @Bean
  Reader viewReader(ConnectionFactory connections, QuerySettings settings) {
    return new Reader(connections, SCHEMA, Duration.ofMillis(settings.readTimeoutMillis()));
  }

  @Bean
  WakeHub viewWakeHub() {
    return new WakeHub();
  }

  @Bean
  WakeListener viewWakeListener(
      ConnectionFactory connections, Reader reader, WakeHub hub, QuerySettings settings) {
    return new WakeListener(connections, reader, hub, Duration.ofMillis(settings.lookMillis()));
  }

  @Bean
  Finder viewFinder(Reader reader, WakeHub hub, QuerySettings settings) {
    return new Finder(reader, hub, Duration.ofMillis(settings.indexWaitMillis()));
  }

  @Bean
  ViewStreams viewStreams(Reader reader, WakeHub hub, Clock clock) {
    return new ViewStreams(reader, hub, clock);
  }

  @Bean
  ViewProgress viewProgress(Reader reader, EventStore log, ViewErrors errors) {
    return new ViewProgress(reader, () -> headOf(log), errors);
  }

  /** An empty log has no head. */
  private static long headOf(EventStore log) {
    TrackingToken head = log.createHeadToken();
    return head == null ? 0 : head.position().orElse(0);
  }

  @Bean
  AccountQueries accountQueries(Finder finder, ViewStreams streams) {
    return new AccountQueries(SCHEMA, finder, streams);
  }

  @Bean
  Moments moments(Reader reader, Finder finder, EventStore log, Clock clock) {
    return new Moments(reader, finder, SCHEMA, () -> headOf(log), clock);
  }

  @Bean
  BalanceAsOfQueries balanceAsOfQueries(Reader reader, Moments moments) {
    return new BalanceAsOfQueries(reader, moments, SCHEMA);
  }

  @Bean
  PostingQueries postingQueries(Reader reader, Moments moments) {
    return new PostingQueries(reader, moments, SCHEMA);
  }

  @Bean
  OrderAsOfQueries orderAsOfQueries(Reader reader, Moments moments, OrderHistoryQueries histories) {
    return new OrderAsOfQueries(reader, moments, histories);
  }

  @Bean
  ReasonQueries reasonQueries(Reader reader, Finder finder) {
    return new ReasonQueries(reader, finder, SCHEMA);
  }

  @Bean
  TotalsQueries totalsQueries(Reader reader) {
    return new TotalsQueries(reader, SCHEMA);
  }

  @Bean
  PolicyQueries policyQueries(Reader reader, Finder finder) {
    return new PolicyQueries(reader, finder, SCHEMA);
  }

  @Bean
  TransactionQueries transactionQueries(Reader reader) {
    return new TransactionQueries(reader, SCHEMA);
  }

  @Bean
  RailEventQueries railEventQueries(Reader reader) {
    return new RailEventQueries(reader);
  }

  @Bean
  JournalQueries journalQueries(Finder finder, ViewStreams streams) {
    return new JournalQueries(finder, streams);
  }

  @Bean
  DepositRequestQueries depositRequestQueries(Finder finder, ViewStreams streams) {
    return new DepositRequestQueries(finder, streams);
  }

  @Bean
  DepositQueries depositQueries(Finder finder, ViewStreams streams) {
    return new DepositQueries(finder, streams);
  }

  @Bean
  WithdrawalQueries withdrawalQueries(Finder finder, ViewStreams streams) {
    return new WithdrawalQueries(finder, streams);
  }

  @Bean
  OrderQueries orderQueries(Finder finder, ViewStreams streams) {
    return new OrderQueries(finder, streams);
  }

  @Bean
  ProductQueries productQueries(Finder finder) {
    return new ProductQueries(finder);
  }

  @Bean
  ShowingQueries showingQueries(Finder finder, Reader reader) {
    return new ShowingQueries(SCHEMA, finder, reader);
  }

  @Bean
  OrderHistoryQueries orderHistoryQueries(EventStore log) {
    return new OrderHistoryQueries(log);
  }

  @Bean
  QuoteQueries quoteQueries(EventStore log) {
    return new QuoteQueries(log);
  }

  @Bean
  RailQueries railQueries(Finder finder, ViewStreams streams) {
    return new RailQueries(finder, streams);
  }

  @Bean
  ReconciliationQueries reconciliationQueries(Finder finder, ViewStreams streams) {
    return new ReconciliationQueries(finder, streams);
  }

  @Bean
  BooksQueries booksQueries(Finder finder, Reader reader) {
    return new BooksQueries(SCHEMA, finder, reader);
  }

  @Bean
  ParkedQueries parkedQueries(Finder finder, ViewStreams streams) {
    return new ParkedQueries(finder, streams);
  }

  @Bean
  ReplayQueries replayQueries(Finder finder, ViewStreams streams) {
    return new ReplayQueries(finder, streams);
  }

  @Bean
  PersonQueries personQueries(Finder finder, ViewStreams streams) {
    return new PersonQueries(finder, streams);
  }
}
