package io.holdfast.api.user;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A person is known from now on: by an e-mail address, or by the wallet that is linked next.
 *
 * @param name sealed; null where the person has said none
 * @param email an {@link EmailId}; null where it is a wallet that is known
 * @param sealedEmail null with {@code email}
 * @param roles names of {@link io.holdfast.api.identity.Role}, with commas between
 */
@Revision("1")
public record UserRegistered(
    String userId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String sealedEmail,
    String roles,
    String registeredBy)
    implements UserEvent {}
