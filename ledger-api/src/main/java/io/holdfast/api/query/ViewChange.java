package io.holdfast.api.query;

/**
 * One step of a view stream.
 *
 * @param cursor hand it back to go on after this change
 * @param view the new state
 * @param readAtMillis the server's clock when the row was read, for measuring against the same
 *     clock only
 */
public record ViewChange(long cursor, View view, long readAtMillis) {}
