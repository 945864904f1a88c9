package io.holdfast.api.query;

/** How far the read model has come; answered with one {@link Progress}. */
public record FindProgress() {}
