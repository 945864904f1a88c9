package io.holdfast.api.statement;

import org.jspecify.annotations.Nullable;

/**
 * A moment as it was understood.
 *
 * @param logIndex every event up to this one counts, and no other
 * @param atMillis the log's time there; null before the first event
 * @param settled whether the same question can never be answered by another index
 * @param blockHash of the block by which it was asked for; null where it was not
 */
public record Moment(
    long logIndex,
    @Nullable Long atMillis,
    boolean settled,
    Known known,
    @Nullable String blockHash) {}
