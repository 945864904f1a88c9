package io.holdfast.api.parked;

import java.time.Instant;

/**
 * It was tried again and failed again. Quiet where that retry is recorded already.
 *
 * @param attempt which retry it was; the first is 1
 */
public record RecordRetryFailed(
    ParkedId parkedId, int attempt, String errorCode, String error, Instant at)
    implements ParkedCommand {}
