package io.holdfast.api.query;

/** Which deposits and withdrawals a chain's transaction carries; answered with {@link Carried}. */
public record FindByTransaction(Scope scope, String transaction) {}
