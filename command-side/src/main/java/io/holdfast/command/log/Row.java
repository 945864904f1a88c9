package io.holdfast.command.log;

import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** An event as the log stores it, and the message it was made from. The arrays are not changed. */
@SuppressWarnings("ArrayRecordComponent")
record Row(
    EventMessage<?> message,
    String aggregateId,
    @Nullable String aggregateType,
    long sequenceNumber,
    long atMicros,
    String type,
    @Nullable String revision,
    byte[] payload,
    byte[] metadata) {}
