package io.holdfast.api.parked;

import org.axonframework.serialization.Revision;

/**
 * It was tried again and failed again.
 *
 * @param attempt which retry it was; the first is 1
 * @param nextRetryAtMillis when it is tried again; 0 where it waits for a person
 */
@Revision("1")
public record ParkedRetryFailed(
    String parkedId, int attempt, String errorCode, String error, long nextRetryAtMillis)
    implements ParkedEvent {}
