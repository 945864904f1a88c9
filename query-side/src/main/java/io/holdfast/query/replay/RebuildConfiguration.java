package io.holdfast.query.replay;

import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rebuilding the read model beside the one in use. */
@Configuration(proxyBeanMethods = false)
public class RebuildConfiguration {
  @Bean
  RebuildOrders rebuildOrders(DataSource source) {
    return new RebuildOrders(source);
  }

  @Bean
  ConfigurerModule rebuildsProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                RebuildOrders.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(
                RebuildOrders.GROUP, _ -> PropagatingErrorHandler.instance());
  }

  @Bean
  RebuildLoop rebuildLoop(
      DataSource source,
      EventStore log,
      RebuildOrders orders,
      CommandGateway commands,
      Clock clock) {
    return new RebuildLoop(
        source, orders, new Rebuild(source, log, orders, commands::sendAndWait, clock));
  }
}
