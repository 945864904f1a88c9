package io.holdfast.chain.payout;

import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the rails of this program learn of withdrawals, and of their being paused: one processor, a
 * projection of withdrawals for each rail, one of pauses for all.
 */
@Configuration(proxyBeanMethods = false)
public class PayoutConfiguration {
  @Bean
  Pauses pauses(DataSource source) {
    return new Pauses(JdbcClient.create(source));
  }

  /**
   * In the log's order and from its start: a withdrawal that was asked for before this processor
   * first ran is paid too, and an event that fails is tried again before any other.
   */
  @Bean
  ConfigurerModule payoutsProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                PayoutProjection.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(
                PayoutProjection.GROUP, _ -> PropagatingErrorHandler.instance());
  }
}
