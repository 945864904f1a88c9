package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * One step of a view stream.
 *
 * @param cursor hand it back to go on after this change
 * @param view the new state
 * @param readAtMillis the server's clock when the row was read, for measuring against the same
 *     clock only
 * @param correlationId of the request, or the chain's block, whose event last changed the row; null
 *     where no event of the log did
 */
public record ViewChange(
    long cursor, View view, long readAtMillis, @Nullable String correlationId) {
  /** Of no event. */
  public ViewChange(long cursor, View view, long readAtMillis) {
    this(cursor, view, readAtMillis, null);
  }
}
