package io.holdfast.api.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accounts at one moment, newest account first.
 *
 * @param next the cursor for the accounts after these, or null at the end
 * @param reflectedIndex every event up to this index is reflected in the views
 */
public record BalancesAsOf(
    Moment moment, List<AccountAsOf> items, @Nullable String next, long reflectedIndex) {
  public BalancesAsOf {
    items = List.copyOf(items);
  }
}
