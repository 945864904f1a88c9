package io.holdfast.api.parked;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Something failed and is kept with all that is needed to try again.
 *
 * @param kind a {@link ParkedKind}
 * @param height of the block that it comes from; 0 where the hash is null
 * @param nextRetryAtMillis when it is tried again; 0 where it waits for a person
 */
@Revision("1")
public record FailureParked(
    String parkedId,
    String kind,
    String source,
    String what,
    String target,
    String payload,
    String errorCode,
    String error,
    long height,
    @Nullable String blockHash,
    @Nullable String transaction,
    long parkedAtMillis,
    long nextRetryAtMillis)
    implements ParkedEvent {}
