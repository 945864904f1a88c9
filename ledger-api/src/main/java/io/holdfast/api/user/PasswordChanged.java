package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * The person comes by another password. What failed before counts no more.
 *
 * @param address from where, sealed
 * @param userAgent with what, sealed
 */
@Revision("1")
public record PasswordChanged(String userId, String address, String userAgent)
    implements UserEvent {}
