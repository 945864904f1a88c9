package io.holdfast.query.views;

import io.holdfast.api.Event;
import io.holdfast.api.error.Defect;
import io.holdfast.query.fold.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one processor of the read model. It gathers the events of a unit of work and writes them
 * once, when the unit prepares its commit, in the transaction that stores the token. Must run in
 * one segment: the log index of the views is the order of their commits.
 */
@ProcessingGroup(ViewsProjection.GROUP)
public final class ViewsProjection {
  public static final String GROUP = "views";

  private static final String BATCH = ViewsProjection.class.getName();

  private final JdbcTemplate jdbc;
  private final BatchWriter writer;
  private final ViewErrors errors;

  public ViewsProjection(DataSource dataSource, String schema, ViewErrors errors) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.writer = new BatchWriter(schema);
    this.errors = errors;
  }

  @EventHandler
  void on(Event event, @Timestamp Instant at, TrackingToken token, UnitOfWork<?> unit) {
    long index = token.position().orElseThrow(() -> new Defect("the log gives no index: " + token));
    List<LoggedEvent> batch = unit.root().getOrComputeResource(BATCH, _ -> begin(unit));
    batch.add(new LoggedEvent(index, at.toEpochMilli(), event));
  }

  private List<LoggedEvent> begin(UnitOfWork<?> unit) {
    List<LoggedEvent> batch = new ArrayList<>();
    unit.onPrepareCommit(_ -> write(batch));
    unit.onRollback(u -> errors.failed(u.getExecutionResult().getExceptionResult()));
    unit.afterCommit(_ -> errors.none());
    return batch;
  }

  private void write(List<LoggedEvent> batch) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new Defect("the views are written outside the transaction that stores their token");
    }
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              writer.write(connection, batch);
              return true;
            });
  }
}
