package io.holdfast.command.axon;

import io.holdfast.command.log.AggregateStates;
import io.holdfast.command.log.EventLog;
import io.holdfast.command.log.LogEventStore;
import io.holdfast.command.log.LogListener;
import io.holdfast.command.log.LogProperties;
import io.holdfast.command.log.LogStorageEngine;
import io.holdfast.command.log.LogTail;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * Everything of one node that writes and reads the log, put together. Closing it writes what is
 * queued.
 */
public final class LogNode implements AutoCloseable {
  private final LogProperties properties;
  private final AggregateStates states;
  private final EventLog log;
  private final LogListener listener;
  private final LogEventStore eventStore;

  /**
   * @param source of connections to a database with the {@code log} schema; two are held for good
   * @param upcasters all of them as one
   */
  public LogNode(
      DataSource source, LogProperties properties, Serializer serializer, EventUpcaster upcasters) {
    this.properties = properties;
    LogTail tail = new LogTail(properties);
    states = new AggregateStates(properties);
    log = new EventLog(source, properties, tail);
    listener = new LogListener(source, tail);
    eventStore = new LogEventStore(new LogStorageEngine(log, tail, source, serializer, upcasters));
  }

  /** A node with the defaults of a running program, but for what the properties say. */
  public static LogNode of(DataSource source, LogProperties properties) {
    return new LogNode(source, properties, JsonSerializers.json(), events -> events);
  }

  public LogEventStore eventStore() {
    return eventStore;
  }

  public LogCommandBus commandBus(
      MessageMonitor<? super CommandMessage<?>> monitor, List<CorrelationDataProvider> providers) {
    LogCommandBus bus = new LogCommandBus(states, properties, monitor);
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(providers));
    return bus;
  }

  /** Aggregates that live long and are kept in memory. */
  public <T> LogRepository<T> repository(Class<T> type) {
    return LogRepository.of(type, eventStore, states, log, true);
  }

  /** Aggregates made by one command and hardly asked for again: not kept in memory. */
  public <T> LogRepository<T> repositoryOfUnkept(Class<T> type) {
    return LogRepository.of(type, eventStore, states, log, false);
  }

  /** How Axon is told of an aggregate. */
  static <T> AggregateConfigurer<T> aggregate(LogRepository<T> repository) {
    return AggregateConfigurer.defaultConfiguration(repository.type())
        .configureRepository(configuration -> repository)
        .configureCommandTargetResolver(configuration -> new CommandTarget());
  }

  @Override
  public void close() {
    listener.close();
    log.close();
  }
}
