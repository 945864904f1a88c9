package io.holdfast.query;

import static io.holdfast.api.query.Scope.EVERYBODY;
import static io.holdfast.api.query.Scope.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.Event;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.FindProgress;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Progress;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchAccounts;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import io.r2dbc.spi.ConnectionFactory;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.InstanceResponseType;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The query side in an application, over Axon's buses; the log is one in memory. */
@SpringBootTest(
    classes = QuerySideIT.App.class,
    properties = {
      "spring.main.web-application-type=none",
      "axon.axonserver.enabled=false",
      "axon.update-check.disabled=true",
      "axon.timeout.enabled=false",
      "axon.serializer.general=jackson3",
      "axon.serializer.events=jackson3",
      "axon.serializer.messages=jackson3",
      "holdfast.query.index-wait-millis=10000",
      "holdfast.transparency.enabled=false"
    })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuerySideIT {
  private static final PageRequest ALL = new PageRequest(null, 50);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ReadModel MODEL = new ReadModel();
  private static final Story STORY = new Story();
  private static int published;

  @Autowired private EventStore log;
  @Autowired private QueryGateway queries;

  private void publish() {
    List<LoggedEvent> news = STORY.log().subList(published, STORY.log().size());
    published = STORY.log().size();
    log.publish(
        news.stream()
            .map(LoggedEvent::event)
            .map(GenericEventMessage::<Event>asEventMessage)
            .toList());
  }

  @SuppressWarnings("unchecked")
  private Page<AccountView> accounts(long minLogIndex) {
    return queries
        .query(new FindAccounts(EVERYBODY, null, ALL, minLogIndex), new PageType())
        .join();
  }

  /** Axon's own instance type matches no answer that has type parameters. */
  @SuppressWarnings("rawtypes")
  private static final class PageType extends InstanceResponseType<Page> {
    private static final long serialVersionUID = 1L;

    private PageType() {
      super(Page.class);
    }

    @Override
    public boolean matches(Type answered) {
      return Page.class.equals(ResolvableType.forType(answered).resolve());
    }

    @Override
    public Integer matchRank(Type answered) {
      return matches(answered) ? MATCH : NO_MATCH;
    }
  }

  private Progress progress() {
    return queries.query(new FindProgress(), Progress.class).join();
  }

  @Test
  @Order(1)
  void answersWhatTheLogTells() {
    STORY.opened("account:a", "a").paidIn("account:a", 5);
    publish();

    Page<AccountView> page = accounts(3);

    assertThat(page.items())
        .extracting(AccountView::accountId)
        .containsExactly("boundary:world:bitcoin", "account:a");
    assertThat(page.logIndex()).isEqualTo(3);
    assertThat(progress()).isEqualTo(new Progress(3, 3, null));
  }

  @Test
  @Order(2)
  void streamsChangesOverTheQueryBusAsTheyAreAskedFor() {
    Flux<ViewChange> stream =
        Flux.from(queries.streamingQuery(new WatchAccounts(ownedBy("a"), 0), ViewChange.class));

    StepVerifier.create(stream.map(change -> change.cursor()), 1)
        .expectNext(3L)
        .then(
            () -> {
              STORY.paidIn("account:a", 1).paidIn("account:a", 1);
              publish();
              accounts(7);
            })
        .thenRequest(1)
        .expectNext(7L)
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  @Order(3)
  void carriesARejectionToTheOneWhoAsked() {
    FindAccounts query = new FindAccounts(EVERYBODY, null, new PageRequest("rubbish", 1), 0);

    assertThatThrownBy(() -> queries.query(query, new PageType()).join())
        .cause()
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CURSOR_MALFORMED));
  }

  @Test
  @Order(4)
  void stopsBeforeAnEventItCannotFoldSaysSoAndGoesOnWhenItCan() throws Exception {
    MODEL.run("alter table view.account add constraint unlucky check (owner_id <> 'd')");
    STORY.opened("account:c", "c").opened("account:d", "d").opened("account:e", "e");
    publish();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(progress().error())
                    .contains("the views stop before event 9, AccountOpened of account:d"));
    assertThat(progress().headIndex()).isEqualTo(10);
    assertThat(progress().logIndex()).isLessThan(9);

    MODEL.run("alter table view.account drop constraint unlucky");
    assertThat(accounts(10).items()).hasSize(5);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(progress()).isEqualTo(new Progress(10, 10, null)));
  }

  @Test
  @Order(5)
  void storesItsTokenWithTheRows() throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        MODEL.rows(
                            "select convert_from(token, 'UTF8') from token_entry where"
                                + " processorName = 'views'"))
                    .singleElement()
                    .asString()
                    .contains("10"));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(QuerySideConfiguration.class)
  static class App {
    @Bean
    DataSource dataSource() throws Exception {
      MODEL.run(
          "create table token_entry (processorName text, segment integer, token bytea, tokenType"
              + " text, timestamp text, owner text, primary key (processorName, segment))");
      return MODEL.database.dataSource();
    }

    @Bean
    PlatformTransactionManager transactions(DataSource source) {
      return new JdbcTransactionManager(source);
    }

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
      return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionFactory connections() {
      return MODEL.connections();
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    /** The log begins with 1, as the product's does. */
    @Bean
    EventStore eventStore() {
      return EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine(1)).build();
    }

    @Bean
    TokenStore tokens(DataSource source, Serializer serializer) {
      return JdbcTokenStore.builder()
          .connectionProvider(
              new UnitOfWorkAwareConnectionProviderWrapper(
                  new SpringDataSourceConnectionProvider(source)))
          .schema(TokenSchema.builder().setTokenTable("token_entry").build())
          .contentType(byte[].class)
          .serializer(serializer)
          .build();
    }
  }
}
