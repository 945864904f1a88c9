package io.holdfast.api.query;

/**
 * Where each rail stands by its own account; answered by the chain side with {@link RailFigures}.
 */
public record FindRailFigures() {}
