package io.holdfast.query.read;

import io.holdfast.api.query.View;
import org.jspecify.annotations.Nullable;

/**
 * A row, and what last changed it.
 *
 * @param correlationId of the event at the row's index; null where it has none
 */
record Changed<V extends View>(V view, @Nullable String correlationId) {}
