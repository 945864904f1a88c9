package io.holdfast.api.session;

import io.holdfast.api.user.Origin;
import io.holdfast.api.user.UserId;

/**
 * Somebody gave the right password. Answered with a {@link Grant}. Refused with WRONG_CREDENTIALS
 * while sign-in by password is locked, so that a guess that is right is not told from others; with
 * NOT_FOUND for whom nobody knows.
 *
 * @param token of the session's first refresh token
 */
public record OpenSession(SessionId sessionId, UserId userId, TokenDigest token, Origin origin)
    implements SessionCommand {}
