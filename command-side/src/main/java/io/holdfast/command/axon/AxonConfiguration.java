package io.holdfast.command.axon;

import io.holdfast.command.log.LogEventStore;
import io.holdfast.command.log.LogProperties;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon as Holdfast uses it. Every part that matters is a bean declared here, so nothing hangs on
 * the order of auto-configurations. An aggregate is made known by declaring its repository:
 *
 * <pre>{@code
 * @Bean
 * LogRepository<Account> accountRepository(LogNode node) {
 *   return node.repository(Account.class);
 * }
 * }</pre>
 *
 * Event processors need nothing but {@code @ProcessingGroup}: they are pooled, with one segment and
 * batches of {@value #BATCH}; a failing handler stops its processor, which tries again from its
 * last batch, later and later. {@link io.holdfast.command.deadletter.DeadLetterConfiguration} names
 * those that go on.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
@PropertySource("classpath:io/holdfast/command/axon/axon.properties")
public class AxonConfiguration {
  private static final int BATCH = 1000;

  @Bean
  LogNode logNode(
      DataSource source,
      LogProperties properties,
      @Qualifier("eventSerializer") Serializer serializer,
      List<EventUpcaster> upcasters) {
    return new LogNode(source, properties, serializer, new EventUpcasterChain(upcasters));
  }

  /** Named as Axon's own, which steps back. */
  @Bean(name = "eventBus")
  @Qualifier("eventStore")
  LogEventStore eventStore(LogNode node) {
    return node.eventStore();
  }

  @Bean
  @Qualifier("localSegment")
  LogCommandBus commandBus(
      LogNode node,
      org.axonframework.config.Configuration axon,
      List<CorrelationDataProvider> correlation) {
    return node.commandBus(axon.messageMonitor(CommandBus.class, "commandBus"), correlation);
  }

  @Bean
  ConfigurerModule aggregates(List<LogRepository<?>> repositories) {
    return configurer ->
        repositories.forEach(each -> configurer.configureAggregate(LogNode.aggregate(each)));
  }

  @Bean
  CorrelationDataProvider correlation() {
    return new Correlation();
  }

  @Bean
  @Primary
  Serializer serializer() {
    return JsonSerializers.json();
  }

  @Bean
  @Qualifier("eventSerializer")
  Serializer eventSerializer() {
    return JsonSerializers.json();
  }

  @Bean
  @Qualifier("messageSerializer")
  Serializer messageSerializer() {
    return JsonSerializers.json();
  }

  @Bean
  TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  ConnectionProvider connectionProvider(DataSource source) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(source));
  }

  @Bean
  TokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .schema(TokenSchema.builder().setTokenTable("log.token_entry").build())
        .contentType(byte[].class)
        .serializer(serializer)
        .build();
  }

  /** Where processors put aside what they cannot handle. */
  @Bean
  DeadLetterSchema deadLetterSchema() {
    return DeadLetterSchema.builder().deadLetterTable("log.dead_letter").build();
  }

  @Bean
  ConfigurerModule processors(TransactionManager transactions) {
    return configurer ->
        configurer
            .eventProcessing()
            .usingPooledStreamingEventProcessors(
                (configuration, processor) ->
                    processor
                        .transactionManager(transactions)
                        .initialSegmentCount(1)
                        .batchSize(BATCH))
            .registerDefaultTransactionManager(configuration -> transactions)
            .registerDefaultListenerInvocationErrorHandler(
                configuration -> PropagatingErrorHandler.instance());
  }
}
