package io.holdfast.chain.parked;

import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record of what was refused, folded for all rails by one processor, in the log's order. */
@Configuration(proxyBeanMethods = false)
public class ParkedConfiguration {
  @Bean
  ParkedProjection parkedProjection(DataSource source) {
    return new ParkedProjection(new ParkedStore(JdbcClient.create(source)));
  }

  @Bean
  ConfigurerModule parkedProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                ParkedProjection.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(
                ParkedProjection.GROUP, _ -> PropagatingErrorHandler.instance());
  }
}
