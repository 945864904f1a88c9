package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/** The person has shown that the address is theirs. */
@Revision("1")
public record EmailVerified(String userId, String email) implements UserEvent {}
