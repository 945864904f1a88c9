package io.holdfast.api.reconciliation;

import io.holdfast.api.Ids;

/**
 * Names one difference between the chain and our books. Made of what differs, so that the same
 * difference seen again is the same case.
 */
public record CaseId(String value) {
  public static final String PREFIX = "reconciliation-case:";

  public CaseId {
    value = Ids.require(PREFIX, value);
  }

  public static CaseId of(String rail, String asset, DifferenceKind kind, String subject) {
    return new CaseId(PREFIX + String.join(":", rail, asset, kind.name(), subject));
  }

  @Override
  public String toString() {
    return value;
  }
}
