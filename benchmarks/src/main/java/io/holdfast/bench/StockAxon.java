package io.holdfast.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.axon.JsonSerializers;
import io.holdfast.command.journal.EntryAggregate;
import java.sql.SQLException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The same ledger on what Axon ships: its JDBC engine, its command bus and repositories. */
final class StockAxon implements AutoCloseable {
  private final HikariDataSource source;
  private final EmbeddedEventStore store;
  private final Ledger ledger;

  static void prepare(BenchPostgres postgres) throws SQLException {
    postgres.execute(
        "CREATE SCHEMA stock",
        "CREATE TABLE stock.domain_event (globalIndex bigserial PRIMARY KEY,"
            + " aggregateIdentifier varchar(255) NOT NULL, sequenceNumber bigint NOT NULL,"
            + " type varchar(255), eventIdentifier varchar(255) NOT NULL UNIQUE,"
            + " metaData bytea, payload bytea NOT NULL, payloadRevision varchar(255),"
            + " payloadType varchar(255) NOT NULL, timeStamp varchar(255) NOT NULL,"
            + " UNIQUE (aggregateIdentifier, sequenceNumber))",
        "CREATE TABLE stock.snapshot_event (aggregateIdentifier varchar(255) NOT NULL,"
            + " sequenceNumber bigint NOT NULL, type varchar(255) NOT NULL,"
            + " eventIdentifier varchar(255) NOT NULL UNIQUE, metaData bytea, payload bytea NOT NULL,"
            + " payloadRevision varchar(255), payloadType varchar(255) NOT NULL,"
            + " timeStamp varchar(255) NOT NULL,"
            + " PRIMARY KEY (aggregateIdentifier, sequenceNumber))");
  }

  StockAxon(HikariDataSource source) {
    this.source = source;
    TransactionManager transactions =
        new SpringTransactionManager(new DataSourceTransactionManager(source));
    ConnectionProvider connections =
        new UnitOfWorkAwareConnectionProviderWrapper(
            new SpringDataSourceConnectionProvider(source));
    store =
        EmbeddedEventStore.builder()
            .storageEngine(
                JdbcEventStorageEngine.builder()
                    .connectionProvider(connections)
                    .transactionManager(transactions)
                    .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                    .schema(
                        EventSchema.builder()
                            .eventTable("stock.domain_event")
                            .snapshotTable("stock.snapshot_event")
                            .build())
                    .eventSerializer(JsonSerializers.json())
                    .snapshotSerializer(JsonSerializers.json())
                    .build())
            .build();
    ledger =
        new Ledger(
            SimpleCommandBus.builder().transactionManager(transactions).build(),
            EventSourcingRepository.builder(AccountAggregate.class).eventStore(store).build(),
            EventSourcingRepository.builder(EntryAggregate.class).eventStore(store).build());
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    store.shutDown();
    source.close();
  }
}
