package io.holdfast.api.session;

import org.axonframework.serialization.Revision;

/**
 * It is over, for good.
 *
 * @param reason an {@link EndReason}
 * @param endedBy a user's id, or {@code system:…}
 */
@Revision("1")
public record SessionEnded(String sessionId, String reason, String endedBy)
    implements SessionEvent {}
