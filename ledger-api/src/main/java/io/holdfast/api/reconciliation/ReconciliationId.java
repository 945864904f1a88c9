package io.holdfast.api.reconciliation;

import io.holdfast.api.Ids;

/** Names the comparing of one asset on one rail. */
public record ReconciliationId(String value) {
  public static final String PREFIX = "reconciliation:";

  public ReconciliationId {
    value = Ids.require(PREFIX, value);
  }

  public static ReconciliationId of(String rail, String asset) {
    return new ReconciliationId(PREFIX + rail + ":" + asset);
  }

  @Override
  public String toString() {
    return value;
  }
}
