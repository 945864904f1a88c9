package io.holdfast.command.axon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.CommandSideConfiguration;
import io.holdfast.command.deadline.Deadlines;
import io.holdfast.command.log.LogEventStore;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.PlatformTransactionManager;

@ExtendWith(SpringExtension.class)
@SpringBootTest(
    classes = AxonConfigurationIT.Program.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "holdfast.log.require-durable=false")
class AxonConfigurationIT {
  @Autowired private ApplicationContext context;
  @Autowired private CommandGateway commands;
  @Autowired private Configuration axon;
  @Autowired private Seen seen;

  @Test
  void everyPartThatMattersIsOurs() {
    assertThat(context.getBean(CommandBus.class)).isInstanceOf(LogCommandBus.class);
    assertThat(axon.commandBus()).isInstanceOf(LogCommandBus.class);
    assertThat(context.getBean(EventBus.class)).isInstanceOf(LogEventStore.class);
    assertThat(axon.eventStore()).isInstanceOf(LogEventStore.class);
    assertThat(context.getBean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
    assertThat(context.getBean(org.axonframework.common.transaction.TransactionManager.class))
        .isInstanceOf(SpringTransactionManager.class);
    assertThat(context.getBeansOfType(Serializer.class).values())
        .allMatch(each -> each instanceof Jackson3Serializer);
    assertThat(axon.repository(Counter.class)).isInstanceOf(LogRepository.class);
  }

  @Test
  void commandsEventMetadataTellsWhoAskedAndWhatCausedIt() throws Exception {
    GenericCommandMessage<Counter.Raise> command =
        new GenericCommandMessage<>(
            new Counter.Raise("counter:1", 9),
            MetaData.from(Map.of(MetaKeys.ACTOR, "user:1", MetaKeys.REQUEST_ID, "r-1")));

    Object answer = commands.sendAndWait(command);

    assertThat(answer).isEqualTo(1);
    await()
        .until(
            () -> seen.metadata.stream().anyMatch(m -> "r-1".equals(m.get(MetaKeys.REQUEST_ID))));
    MetaData metadata =
        seen.metadata.stream()
            .filter(m -> "r-1".equals(m.get(MetaKeys.REQUEST_ID)))
            .findFirst()
            .orElseThrow();
    assertThat(metadata)
        .containsEntry(MetaKeys.ACTOR, "user:1")
        .containsEntry(MetaKeys.CAUSATION_ID, command.getIdentifier())
        .containsEntry(MetaKeys.CORRELATION_ID, command.getIdentifier());
  }

  @Test
  void eventTellsTheEventThatLedToItsCommandHoweverManyCommandsAreBetween() {
    commands.sendAndWait(new Counter.Raise("counter:first", 1));

    await().until(() -> seen.of("counter:second").isPresent());
    EventMessage<?> first = seen.of("counter:first").orElseThrow();
    EventMessage<?> second = seen.of("counter:second").orElseThrow();
    assertThat(first.getMetaData()).doesNotContainKey(MetaKeys.CAUSE);
    assertThat(second.getMetaData())
        .containsEntry(MetaKeys.CAUSE, first.getIdentifier())
        .containsEntry(MetaKeys.CORRELATION_ID, first.getMetaData().get(MetaKeys.CORRELATION_ID))
        .extractingByKey(MetaKeys.CAUSATION_ID)
        .isNotEqualTo(first.getIdentifier());
  }

  @Test
  void deadlinesCommandIsCausedByTheEventThatAskedForIt() {
    commands.sendAndWait(
        new GenericCommandMessage<>(
            new Counter.Raise("counter:patient", 1),
            MetaData.from(Map.of(MetaKeys.CORRELATION_ID, "asked-for-it"))));

    await().atMost(60, SECONDS).until(() -> seen.of("counter:late").isPresent());
    assertThat(seen.of("counter:late").orElseThrow().getMetaData())
        .containsEntry(MetaKeys.ACTOR, "system:deadlines")
        .containsEntry(MetaKeys.CORRELATION_ID, "asked-for-it")
        .containsEntry(MetaKeys.CAUSE, seen.of("counter:patient").orElseThrow().getIdentifier());
  }

  @Test
  void processorIsPooledWithOneSegmentAndCanBeReset() {
    commands.sendAndWait(new Counter.Raise("counter:2", 9));
    await().until(() -> seen.events.contains(new Counter.Raised("counter:2", 1)));

    StreamingEventProcessor processor =
        axon.eventProcessingConfiguration()
            .eventProcessor("seen", StreamingEventProcessor.class)
            .orElseThrow();
    assertThat(processor).isInstanceOf(PooledStreamingEventProcessor.class);
    await().until(() -> processor.processingStatus().size() == 1);
    processor.shutDown();
    seen.events.clear();
    processor.resetTokens();
    processor.start();

    await().until(() -> seen.events.contains(new Counter.Raised("counter:2", 1)));
  }

  /** Remembers what it was handed. */
  @ProcessingGroup("seen")
  static class Seen {
    final List<Counter.Raised> events = new CopyOnWriteArrayList<>();
    final List<MetaData> metadata = new CopyOnWriteArrayList<>();
    final List<EventMessage<?>> messages = new CopyOnWriteArrayList<>();

    @EventHandler
    void on(Counter.Raised event, MetaData meta, EventMessage<?> message) {
      events.add(event);
      metadata.add(meta);
      messages.add(message);
    }

    Optional<EventMessage<?>> of(String counter) {
      return messages.stream()
          .filter(each -> ((Counter.Raised) each.getPayload()).counterId().equals(counter))
          .findFirst();
    }
  }

  /** Sends commands when something has happened: one at once, one later. */
  @ProcessingGroup("sends")
  static class Sends {
    static final Deadlines.Kind LATE =
        new Deadlines.Kind("raise-late", id -> new Counter.Raise(id, 1));

    private final CommandGateway commands;
    private final Deadlines deadlines;

    Sends(CommandGateway commands, Deadlines deadlines) {
      this.commands = commands;
      this.deadlines = deadlines;
    }

    @EventHandler
    void on(Counter.Raised event) {
      if (event.counterId().equals("counter:first")) {
        commands.sendAndWait(new Counter.Raise("counter:second", 1));
      }
      if (event.counterId().equals("counter:patient")) {
        deadlines.at(LATE, "counter:late", Instant.EPOCH);
      }
    }
  }

  @EnableAutoConfiguration
  @Import(CommandSideConfiguration.class)
  static class Program {
    @Bean
    DataSource dataSource() {
      return TestDatabase.create("log").dataSource();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource source) {
      return new DataSourceTransactionManager(source);
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Assets assets() {
      return new Assets(List.of());
    }

    @Bean
    Rails rails() {
      return new Rails(List.of());
    }

    @Bean
    LogRepository<Counter> counterRepository(LogNode node) {
      return node.repository(Counter.class);
    }

    @Bean
    Sends sends(CommandGateway commands, Deadlines testDeadlines) {
      return new Sends(commands, testDeadlines);
    }

    @Bean
    Deadlines testDeadlines(DataSource source, CommandGateway commands, Clock clock) {
      return new Deadlines(source, commands, clock, List.of(Sends.LATE));
    }

    @Bean
    Seen seen() {
      return new Seen();
    }
  }
}
