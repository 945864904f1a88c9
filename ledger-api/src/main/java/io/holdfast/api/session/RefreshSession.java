package io.holdfast.api.session;

import io.holdfast.api.user.Origin;
import io.holdfast.api.user.UserId;

/**
 * Whoever holds this session's token wants to be in, or to stay in, and gets another token for it.
 * Answered with a {@link Grant}. Refused with NOT_SIGNED_IN where the session is over or the token
 * never was one of its own.
 *
 * @param userId whose session it is, as the token says; under whose key the origin is sealed
 * @param presented the token that is shown
 * @param next the token that takes its place
 */
public record RefreshSession(
    SessionId sessionId, UserId userId, TokenDigest presented, TokenDigest next, Origin origin)
    implements SessionCommand {}
