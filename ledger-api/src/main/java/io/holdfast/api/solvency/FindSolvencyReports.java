package io.holdfast.api.solvency;

import org.jspecify.annotations.Nullable;

/**
 * The newest reports, or one; answered with {@link SolvencyReportsFound}.
 *
 * @param reportId null for the newest {@value #MOST}
 */
public record FindSolvencyReports(@Nullable SolvencyReportId reportId) {
  public static final int MOST = 100;
}
