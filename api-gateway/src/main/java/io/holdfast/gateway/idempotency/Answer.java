package io.holdfast.gateway.idempotency;

import org.jspecify.annotations.Nullable;

/** What was answered: enough of it to be answered again. The body's array is never changed. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Answer(int status, @Nullable String contentType, @Nullable String logIndex, byte[] body) {}
