package io.holdfast.chain.replay;

import io.holdfast.chain.run.Pulse;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The replays of all rails, folded by one processor, in the log's order. */
@Configuration(proxyBeanMethods = false)
public class ReplayConfiguration {
  @Bean
  ReplayOrders chainReplayOrders(DataSource source, ObjectProvider<Pulse> pulses) {
    return new ReplayOrders(
        new ReplayStore(JdbcClient.create(source)), () -> pulses.forEach(Pulse::wake));
  }

  @Bean
  ConfigurerModule chainReplaysProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                ReplayOrders.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(
                ReplayOrders.GROUP, _ -> PropagatingErrorHandler.instance());
  }
}
