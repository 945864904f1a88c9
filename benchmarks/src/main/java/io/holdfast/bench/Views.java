package io.holdfast.bench;

import io.holdfast.command.axon.JsonSerializers;
import io.holdfast.query.QuerySettings;
import io.holdfast.query.views.ViewErrors;
import io.holdfast.query.views.ViewsProcessor;
import io.holdfast.query.views.ViewsProjection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The read model of the product, kept by its own processor, on the bench's log. */
final class Views {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final DataSource source;
  private final EventStore log;
  private final JdbcTemplate jdbc;
  private final ViewErrors errors = new ViewErrors();

  Views(DataSource source, EventStore log) {
    this.source = source;
    this.log = log;
    this.jdbc = new JdbcTemplate(source);
  }

  /** The index of the last event. */
  long head() {
    TrackingToken head = log.createHeadToken();
    return head == null ? 0 : head.position().orElse(0);
  }

  /** Starts the processor, waits until it is at the head, and stops it. */
  void replay() {
    long head = head();
    Configuration axon = processor();
    try {
      axon.start();
      while (position() < head) {
        if (errors.last() != null) {
          throw new IllegalStateException(errors.last());
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    } finally {
      axon.shutdown();
    }
  }

  private long position() {
    Long position = jdbc.queryForObject("select log_index from view.progress", Long.class);
    return position == null ? 0 : position;
  }

  private Configuration processor() {
    TransactionManager transactions =
        new SpringTransactionManager(new JdbcTransactionManager(source));
    Configurer configurer =
        DefaultConfigurer.defaultConfiguration(false)
            .configureEventStore(_ -> log)
            .configureSerializer(_ -> JsonSerializers.json())
            .configureTransactionManager(_ -> transactions)
            .registerComponent(TokenStore.class, _ -> tokens());
    new ViewsProcessor(settings()).configureModule(configurer);
    configurer
        .eventProcessing()
        .registerEventHandler(_ -> new ViewsProjection(source, "view", errors));
    return configurer.buildConfiguration();
  }

  private static QuerySettings settings() {
    return new Binder(new MapConfigurationPropertySource())
        .bindOrCreate("holdfast.query", QuerySettings.class);
  }

  private TokenStore tokens() {
    return JdbcTokenStore.builder()
        .connectionProvider(
            new UnitOfWorkAwareConnectionProviderWrapper(
                new SpringDataSourceConnectionProvider(source)))
        .schema(TokenSchema.builder().setTokenTable("log.token_entry").build())
        .contentType(byte[].class)
        .serializer(JsonSerializers.json())
        .build();
  }
}
