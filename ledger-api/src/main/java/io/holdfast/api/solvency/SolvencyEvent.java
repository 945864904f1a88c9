package io.holdfast.api.solvency;

import io.holdfast.api.Event;

/** What happened to a report of solvency. */
public sealed interface SolvencyEvent extends Event
    permits SolvencyReportRequested, SolvencyReportPublished {
  String reportId();

  @Override
  default String streamId() {
    return reportId();
  }
}
