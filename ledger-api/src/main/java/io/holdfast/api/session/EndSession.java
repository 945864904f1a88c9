package io.holdfast.api.session;

import io.holdfast.api.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A session is to be over. Quiet when it is; refused with NOT_FOUND where there is none, or it is
 * not this owner's.
 *
 * @param owner whose it must be; null for those who may end anybody's
 */
public record EndSession(
    SessionId sessionId, EndReason reason, @Nullable UserId owner, String endedBy)
    implements SessionCommand {}
