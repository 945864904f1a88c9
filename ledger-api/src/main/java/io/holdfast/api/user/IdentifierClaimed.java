package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/** From here on it stands for this person, and for no other. */
@Revision("1")
public record IdentifierClaimed(String identifier, String userId) implements IdentifierEvent {}
