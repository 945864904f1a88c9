package io.holdfast.api.solvency;

import java.util.List;

/**
 * The report that was asked for is made. Published again with the same content it is a quiet
 * success.
 */
public record PublishSolvencyReport(SolvencyReportId reportId, List<Position> positions)
    implements SolvencyCommand {
  public PublishSolvencyReport {
    positions = List.copyOf(positions);
  }
}
