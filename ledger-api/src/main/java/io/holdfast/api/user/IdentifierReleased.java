package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/** It may stand for another person. */
@Revision("1")
public record IdentifierReleased(String identifier, String userId) implements IdentifierEvent {}
