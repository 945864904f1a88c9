package io.holdfast.api.session;

import io.holdfast.api.user.UserId;

/**
 * A wallet's answer to its challenge. It counts once: a wrong one ends the session. Answered with a
 * {@link Proof}. Refused with NOT_FOUND, WRONG_STATE (it was answered before), WALLET_TAKEN,
 * TOO_MANY_WALLETS.
 *
 * @param newcomer who the holder is, where the wallet stands for nobody yet
 * @param grant of the token that turns the proof into a session
 */
public record ProveSession(SessionId sessionId, String answer, UserId newcomer, TokenDigest grant)
    implements SessionCommand {}
