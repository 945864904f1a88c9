package io.holdfast.query.follow;

import org.jspecify.annotations.Nullable;

/**
 * A row of the log as it is stored, with every column and nothing understood of it.
 *
 * @param atMicros when it happened, in microseconds since 1970
 * @param payload the event's bytes; not to be changed
 * @param metadata what stands beside it, as bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record LogRow(
    long index,
    String eventId,
    String aggregateId,
    @Nullable String aggregateType,
    long sequenceNumber,
    long atMicros,
    String type,
    @Nullable String revision,
    byte[] payload,
    byte[] metadata) {}
