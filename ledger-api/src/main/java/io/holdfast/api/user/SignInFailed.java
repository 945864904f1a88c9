package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * Somebody gave a wrong password for this person.
 *
 * @param failures since the last time the person was let in
 * @param lockedUntilMillis no password counts before; 0 where it is not locked
 * @param address from where, sealed
 * @param userAgent with what, sealed
 */
@Revision("1")
public record SignInFailed(
    String userId, int failures, long lockedUntilMillis, String address, String userAgent)
    implements UserEvent {}
