package io.holdfast.api.statement;

import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderView;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was told at a moment.
 *
 * @param order null where it was not made yet
 * @param history what had happened to it by then
 * @param reflectedIndex every event up to this index is reflected in the views
 */
public record OrderAsOf(
    Moment moment, @Nullable OrderView order, OrderHistory history, long reflectedIndex) {}
