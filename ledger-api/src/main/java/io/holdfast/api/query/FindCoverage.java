package io.holdfast.api.query;

/**
 * Asks which part of a rail's chain is stored without a break. Answered with a {@link
 * RailCoverage}, made anew from the stored blocks; refused with UNKNOWN_RAIL.
 */
public record FindCoverage(String rail) {}
