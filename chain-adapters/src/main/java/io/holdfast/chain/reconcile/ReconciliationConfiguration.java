package io.holdfast.chain.reconcile;

import io.holdfast.chain.run.Pulse;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all rails share that compare. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationSettings.class)
public class ReconciliationConfiguration {
  @Bean
  Wishes reconciliationWishes(DataSource source, ObjectProvider<Pulse> pulses) {
    return new Wishes(JdbcClient.create(source), () -> pulses.forEach(Pulse::wake));
  }

  @Bean
  Reconciliation reconciliation(
      ReconciliationSettings settings,
      ObjectProvider<QueryGateway> queries,
      Wishes wishes,
      Clock clock) {
    return new Reconciliation(
        settings, asset -> new AxonBooks(queries.getObject(), asset), wishes, clock);
  }

  /** In the log's order: a wish, and then what fulfils it. */
  @Bean
  ConfigurerModule reconciliationWishesProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                Wishes.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(
                Wishes.GROUP, _ -> PropagatingErrorHandler.instance());
  }
}
