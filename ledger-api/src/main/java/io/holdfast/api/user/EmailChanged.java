package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * The person is known by this e-mail address from now on, and has not yet shown that it is theirs.
 *
 * @param email an {@link EmailId}
 * @param sealedEmail the address that it stands for
 */
@Revision("1")
public record EmailChanged(String userId, String email, String sealedEmail) implements UserEvent {}
