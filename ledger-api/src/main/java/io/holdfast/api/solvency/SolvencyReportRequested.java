package io.holdfast.api.solvency;

import org.axonframework.serialization.Revision;

/** Somebody, or the calendar, wants a report. */
@Revision("1")
public record SolvencyReportRequested(String reportId, String requestedBy)
    implements SolvencyEvent {}
