package io.holdfast.api.audit;

/**
 * How far the index of events is, once it has reached an index; answered with a {@code Long}.
 *
 * @param minLogIndex 0 asks for nothing
 */
public record FindIndexPosition(long minLogIndex) {}
