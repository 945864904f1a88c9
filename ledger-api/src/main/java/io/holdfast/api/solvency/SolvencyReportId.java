package io.holdfast.api.solvency;

import io.holdfast.api.Ids;

/** Names one report of solvency. */
public record SolvencyReportId(String value) {
  public static final String PREFIX = "solvency:";

  /**
   * @throws io.holdfast.api.error.Rejection MALFORMED_ID
   */
  public SolvencyReportId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
