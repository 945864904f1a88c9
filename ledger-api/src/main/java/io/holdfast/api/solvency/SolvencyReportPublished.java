package io.holdfast.api.solvency;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The report stands in the log, and by the log's tree nobody can be shown another: one root for
 * everybody.
 */
@Revision("1")
public record SolvencyReportPublished(String reportId, List<Position> positions)
    implements SolvencyEvent {
  public SolvencyReportPublished {
    positions = List.copyOf(positions);
  }
}
