package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of a rail's money; answered with one {@link Books}.
 *
 * @param after the last id of the answer before, or null for the first
 */
public record FindBooks(String rail, String asset, @Nullable String after, long minLogIndex) {}
