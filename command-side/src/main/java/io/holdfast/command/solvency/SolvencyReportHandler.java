package io.holdfast.command.solvency;

import io.holdfast.api.solvency.PublishSolvencyReport;
import io.holdfast.api.solvency.RequestSolvencyReport;
import io.holdfast.api.solvency.SolvencyEvent;
import io.holdfast.command.Aggregates;
import org.axonframework.commandhandling.CommandHandler;

/** Carries out what is asked of reports of solvency. */
public final class SolvencyReportHandler {
  private final Aggregates<SolvencyReportAggregate, SolvencyReport, SolvencyEvent> reports;

  public SolvencyReportHandler(
      Aggregates<SolvencyReportAggregate, SolvencyReport, SolvencyEvent> reports) {
    this.reports = reports;
  }

  @CommandHandler
  void handle(RequestSolvencyReport command) {
    reports.decide(command.targetId(), state -> SolvencyReport.decide(command, state));
  }

  @CommandHandler
  void handle(PublishSolvencyReport command) {
    reports.decide(command.targetId(), state -> SolvencyReport.decide(command, state));
  }
}
