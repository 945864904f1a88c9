package io.holdfast.command.solvency;

import io.holdfast.api.solvency.SolvencyEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a report; the rules are in {@link SolvencyReport}. */
@AggregateRoot(type = "SolvencyReport")
public class SolvencyReportAggregate extends Shell<SolvencyReport, SolvencyEvent> {
  protected SolvencyReportAggregate() {
    super(SolvencyReport.UNASKED);
  }

  public SolvencyReportAggregate(String id) {
    super(id, SolvencyReport.UNASKED);
  }

  @EventSourcingHandler
  void on(SolvencyEvent event) {
    become(event.streamId(), SolvencyReport.evolve(event));
  }
}
