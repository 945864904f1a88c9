package io.holdfast.api.parked;

import io.holdfast.api.rail.BlockRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something failed that must not be lost, and the rest goes on. Quiet where it is parked already,
 * and where a person has discarded it.
 *
 * @param source the rail, or the processor, in which it failed
 * @param what the command that was refused, or the event that could not be handled
 * @param target what it was meant for
 * @param payload all that is needed to try again, as JSON
 * @param errorCode the refusal's code, or the failure's class
 * @param block that it comes from, or null
 * @param transaction that it is about, or null
 */
public record ParkFailure(
    ParkedId parkedId,
    ParkedKind kind,
    String source,
    String what,
    String target,
    String payload,
    String errorCode,
    String error,
    @Nullable BlockRef block,
    @Nullable String transaction,
    Instant at)
    implements ParkedCommand {}
