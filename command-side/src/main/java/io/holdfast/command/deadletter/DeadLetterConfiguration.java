package io.holdfast.command.deadletter;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Which processors put aside what they cannot handle. Only those in which the events of one thing
 * mean nothing to another: there, one that fails holds up its own sequence and no other. All other
 * processors stop at a failing event and try it again, for they may not skip one.
 */
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {
  private static final Set<String> PROCESSORS = Set.of("deadlines", "payouts");

  @Bean
  ConfigurerModule deadLetterQueues(
      DeadLetterSchema schema, ConnectionProvider connections, TransactionManager transactions) {
    return configurer ->
        PROCESSORS.forEach(
            processor ->
                configurer
                    .eventProcessing()
                    .registerDeadLetterQueue(
                        processor,
                        axon -> queue(processor, axon, schema, connections, transactions)));
  }

  private static SequencedDeadLetterQueue<EventMessage<?>> queue(
      String processor,
      org.axonframework.config.Configuration axon,
      DeadLetterSchema schema,
      ConnectionProvider connections,
      TransactionManager transactions) {
    return JdbcSequencedDeadLetterQueue.builder()
        .processingGroup(processor)
        .schema(schema)
        .connectionProvider(connections)
        .transactionManager(transactions)
        .eventSerializer(axon.eventSerializer())
        .genericSerializer(axon.serializer())
        .build();
  }

  @Bean
  UndoneAlone undoneAlone(PlatformTransactionManager transactions) {
    return new UndoneAlone(PROCESSORS, transactions);
  }

  @Bean
  ParkedLetters parkedLetters(DataSource source) {
    return new ParkedLetters(JdbcClient.create(source));
  }

  @Bean
  ConfigurerModule parkedLettersProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                ParkedLetters.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken));
  }

  @Bean
  DeadLetterLoop deadLetterLoop(
      DataSource source,
      org.axonframework.config.Configuration axon,
      ParkedLetters parked,
      CommandGateway commands,
      @Qualifier("eventSerializer") Serializer serializer,
      Clock clock) {
    return new DeadLetterLoop(
        source,
        () ->
            PROCESSORS.stream()
                .sorted()
                .flatMap(each -> keeper(each, axon, parked, commands, serializer, clock))
                .toList());
  }

  /** None where this program has no such processor. */
  private static Stream<DeadLetterKeeper> keeper(
      String processor,
      org.axonframework.config.Configuration axon,
      ParkedLetters parked,
      CommandGateway commands,
      Serializer serializer,
      Clock clock) {
    EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
    Optional<SequencedDeadLetterQueue<EventMessage<?>>> queue =
        processing.deadLetterQueue(processor);
    return queue.stream()
        .flatMap(
            each ->
                processing.sequencedDeadLetterProcessor(processor).stream()
                    .map(
                        handling ->
                            new DeadLetterKeeper(
                                processor, each, handling, parked, commands, serializer, clock)));
  }
}
