package io.holdfast.api.session;

import org.axonframework.serialization.Revision;

/**
 * The person is in.
 *
 * @param presented SHA-256 of the token that was shown
 * @param token SHA-256 of the refresh token that was given for it
 * @param permissions names of roles, with commas between
 * @param address from where, sealed
 * @param userAgent with what, sealed
 * @param idleExpiresAtMillis when it ends if nothing more is heard
 * @param expiresAtMillis when it ends in any case
 */
@Revision("1")
public record SessionActivated(
    String sessionId,
    String presented,
    String token,
    String permissions,
    String address,
    String userAgent,
    long activatedAtMillis,
    long idleExpiresAtMillis,
    long expiresAtMillis)
    implements SessionEvent {}
