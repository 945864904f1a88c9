package io.holdfast.api.solvency;

import io.holdfast.api.Command;

/** What may be asked of a report of solvency. */
public sealed interface SolvencyCommand extends Command
    permits RequestSolvencyReport, PublishSolvencyReport {
  SolvencyReportId reportId();

  @Override
  default String targetId() {
    return reportId().value();
  }
}
