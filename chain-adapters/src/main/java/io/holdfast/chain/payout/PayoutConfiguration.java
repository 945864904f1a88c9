package io.holdfast.chain.payout;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the rails of this program learn of withdrawals: one processor, one projection for each. */
@Configuration(proxyBeanMethods = false)
public class PayoutConfiguration {
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
