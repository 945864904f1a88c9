package io.holdfast.command.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.money.Assets;
import io.holdfast.api.parked.DiscardParked;
import io.holdfast.api.parked.FailureParked;
import io.holdfast.api.parked.ParkedDiscarded;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.parked.ParkedId;
import io.holdfast.api.parked.ParkedResolved;
import io.holdfast.api.parked.ParkedRetryFailed;
import io.holdfast.api.parked.RetryParked;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.CommandSideConfiguration;
import io.holdfast.command.axon.Counter;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.axon.LogRepository;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.PlatformTransactionManager;

/** A processor of payouts that can be told to choke on one counter. */
@ExtendWith(SpringExtension.class)
@SpringBootTest(
    classes = DeadLettersIT.Program.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "holdfast.log.require-durable=false")
class DeadLettersIT {
  @Autowired private CommandGateway commands;
  @Autowired private Payouts payouts;
  @Autowired private Told told;
  @Autowired private DataSource source;

  @BeforeEach
  void heal() {
    payouts.chokesOn = "";
  }

  @Test
  void anEventThatFailsIsPutAsideWithAllOfItsSequenceAndTheOthersGoOn() {
    payouts.chokesOn = "counter:a";
    raise("counter:a", 3);
    raise("counter:b", 1);

    waiting().until(() -> payouts.handled.contains("counter:b 1"));
    FailureParked parked = parkedOf("counter:a");
    assertThat(parked.kind()).isEqualTo("DEAD_LETTER");
    assertThat(parked.source()).isEqualTo("payouts");
    assertThat(parked.what()).isEqualTo("Raised");
    assertThat(parked.errorCode()).isEqualTo("IllegalStateException");
    assertThat(parked.error()).isEqualTo("it chokes");
    assertThat(parked.payload()).contains("\"count\":1");
    assertThat(parked.nextRetryAtMillis()).isPositive();

    payouts.chokesOn = "";
    order(parked);

    waiting().until(() -> told.has(ParkedResolved.class, parked.parkedId()));
    assertThat(payouts.handled.stream().filter(each -> each.startsWith("counter:a")))
        .containsExactly("counter:a 1", "counter:a 2", "counter:a 3");
    raise("counter:a", 1);
    waiting().until(() -> payouts.handled.contains("counter:a 4"));
  }

  @Test
  void aRetryThatFailsIsRecordedAndNothingIsLost() {
    payouts.chokesOn = "counter:c";
    raise("counter:c", 1);
    FailureParked parked = parkedOf("counter:c");

    order(parked);

    waiting().until(() -> told.has(ParkedRetryFailed.class, parked.parkedId()));
    assertThat(payouts.handled).doesNotContain("counter:c 1");
    payouts.chokesOn = "";
    order(parked);
    waiting().until(() -> payouts.handled.contains("counter:c 1"));
  }

  @Test
  void whatAPersonDiscardsIsNeverHandledAndWhatStoodBehindItIs() {
    payouts.chokesOn = "counter:d";
    raise("counter:d", 2);
    FailureParked parked = parkedOf("counter:d");
    payouts.chokesOn = "";

    commands.sendAndWait(
        new DiscardParked(new ParkedId(parked.parkedId()), "user:adam", "It is a test."));

    waiting().until(() -> payouts.handled.contains("counter:d 2"));
    assertThat(payouts.handled).doesNotContain("counter:d 1");
    assertThat(told.has(ParkedDiscarded.class, parked.parkedId())).isTrue();
    waiting().until(() -> count("SELECT count(*) FROM log.parked_letter") == 0);
    assertThat(told.has(ParkedResolved.class, parked.parkedId())).isFalse();
  }

  /** After a statement failed, PostgreSQL takes no other in the same transaction. */
  @Test
  void aStatementThatFailsIsUndoneAloneAndPutAsideLikeAnyOther() {
    payouts.breaksOn = "counter:e";
    try {
      raise("counter:e", 1);
      raise("counter:f", 1);

      assertThat(parkedOf("counter:e").what()).isEqualTo("Raised");
      waiting().until(() -> payouts.handled.contains("counter:f 1"));
    } finally {
      payouts.breaksOn = "";
    }
    order(parkedOf("counter:e"));
    waiting().until(() -> payouts.handled.contains("counter:e 1"));
  }

  private void raise(String counter, int times) {
    for (int i = 0; i < times; i++) {
      commands.sendAndWait(new Counter.Raise(counter, 9));
    }
  }

  private void order(FailureParked parked) {
    waiting().until(() -> count("SELECT count(*) FROM log.parked_letter WHERE recorded") == 1);
    commands.sendAndWait(
        new RetryParked(new ParkedId(parked.parkedId()), "user:adam", Instant.EPOCH));
  }

  private FailureParked parkedOf(String counter) {
    Supplier<List<FailureParked>> ofIt =
        () ->
            told.events.stream()
                .filter(FailureParked.class::isInstance)
                .map(FailureParked.class::cast)
                .filter(parked -> parked.target().equals(counter))
                .toList();
    waiting().until(() -> !ofIt.get().isEmpty());
    assertThat(ofIt.get()).hasSize(1);
    return ofIt.get().getFirst();
  }

  private long count(String sql) {
    return JdbcClient.create(source).sql(sql).query(Long.class).single();
  }

  private static ConditionFactory waiting() {
    return await().atMost(Duration.ofSeconds(60));
  }

  @ProcessingGroup("payouts")
  static class Payouts {
    final List<String> handled = new CopyOnWriteArrayList<>();
    private final JdbcClient db;
    volatile String chokesOn = "";
    volatile String breaksOn = "";

    Payouts(DataSource source) {
      this.db = JdbcClient.create(source);
    }

    @EventHandler
    void on(Counter.Raised event) {
      if (event.counterId().equals(chokesOn)) {
        throw new IllegalStateException("it chokes");
      }
      if (event.counterId().equals(breaksOn)) {
        db.sql("SELECT 1 / 0").query(Long.class).single();
      }
      handled.add(event.counterId() + " " + event.count());
    }
  }

  /** Remembers what the log says of what is parked. */
  @ProcessingGroup("told")
  static class Told {
    final List<ParkedEvent> events = new CopyOnWriteArrayList<>();

    @EventHandler
    void on(ParkedEvent event) {
      events.add(event);
    }

    boolean has(Class<? extends ParkedEvent> type, String parkedId) {
      return events.stream()
          .anyMatch(event -> type.isInstance(event) && event.parkedId().equals(parkedId));
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
    Payouts payouts(DataSource source) {
      return new Payouts(source);
    }

    @Bean
    Told told() {
      return new Told();
    }
  }
}
