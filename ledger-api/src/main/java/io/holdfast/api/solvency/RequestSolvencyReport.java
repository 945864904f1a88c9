package io.holdfast.api.solvency;

/**
 * Asks for a report. Asked again under the same id it is a quiet success.
 *
 * @param requestedBy a user's id, or {@code system:…}
 */
public record RequestSolvencyReport(SolvencyReportId reportId, String requestedBy)
    implements SolvencyCommand {}
