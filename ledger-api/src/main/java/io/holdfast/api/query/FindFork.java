package io.holdfast.api.query;

/**
 * Asks where the node's chain leaves ours past finality. Answered with a {@link RailFork}; refused
 * with UNKNOWN_RAIL, and with NOT_FOUND while there is nothing to decide.
 */
public record FindFork(String rail) {}
