package io.holdfast.api.audit;

/** What led to an event, and what it led to; answered with {@link Causation}. */
public record FindCausation(long logIndex) {}
