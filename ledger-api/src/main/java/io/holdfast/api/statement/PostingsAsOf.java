package io.holdfast.api.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some postings of one account and asset.
 *
 * @param posted the balance at the moment, which these postings and those on other pages make up
 * @param next the cursor for the postings after these, or null at the end
 * @param reflectedIndex every event up to this index is reflected in the views
 */
public record PostingsAsOf(
    Moment moment, String posted, List<Posting> items, @Nullable String next, long reflectedIndex) {
  public PostingsAsOf {
    items = List.copyOf(items);
  }
}
