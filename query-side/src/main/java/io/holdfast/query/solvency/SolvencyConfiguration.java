package io.holdfast.query.solvency;

import io.holdfast.api.solvency.SolvencyCommand;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Proof of solvency. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SolvencySettings.class)
public class SolvencyConfiguration {
  @Bean
  SolvencyReports solvencyReportsAsked(DataSource source) {
    return new SolvencyReports(source);
  }

  @Bean
  ConfigurerModule solvencyProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                SolvencyReports.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(
                SolvencyReports.GROUP, _ -> PropagatingErrorHandler.instance());
  }

  @Bean
  SolvencyLoop solvencyLoop(
      DataSource source,
      SolvencyReports reports,
      SolvencySettings settings,
      CommandGateway commands,
      Clock clock) {
    Consumer<SolvencyCommand> ledger = commands::sendAndWait;
    SolvencyReporter reporter = new SolvencyReporter(source, new SecureRandom(), ledger);
    return new SolvencyLoop(source, reports, reporter, ledger, settings, clock);
  }

  @Bean
  SolvencyQueries solvencyQueries(DataSource source) {
    return new SolvencyQueries(source);
  }
}
