package io.holdfast.api.query;

/** What is known of the contracts that the rails' settings name; answered by {@link Contracts}. */
public record FindContracts() {}
