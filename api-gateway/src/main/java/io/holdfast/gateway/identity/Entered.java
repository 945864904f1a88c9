package io.holdfast.gateway.identity;

import io.holdfast.api.session.Grant;

/**
 * Somebody was let in, or stays in.
 *
 * @param next what to show the next time
 * @param logIndex of the event that says so
 */
record Entered(Grant.Given grant, RefreshToken next, AccessTokens.Minted access, long logIndex) {}
