package io.holdfast.api.solvency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports of solvency, newest first. */
public record SolvencyReportsFound(List<Found> reports) {
  public SolvencyReportsFound {
    reports = List.copyOf(reports);
  }

  /**
   * One report.
   *
   * @param publishedAtMillis null while it is being made; then there are no positions
   * @param provable whether its trees are still kept
   */
  public record Found(
      String reportId,
      long requestedAtMillis,
      String requestedBy,
      @Nullable Long publishedAtMillis,
      List<Position> positions,
      boolean provable) {
    public Found {
      positions = List.copyOf(positions);
    }
  }
}
