package io.holdfast.gateway.bus;

import org.jspecify.annotations.Nullable;

/**
 * A command was carried out.
 *
 * @param result what its handler answered
 * @param logIndex of the last event it appended; 0 where it appended none
 */
public record Done(@Nullable Object result, long logIndex) {}
