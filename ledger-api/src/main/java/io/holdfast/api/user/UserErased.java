package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/** Nobody is known by this id any more. */
@Revision("1")
public record UserErased(String userId, String erasedBy) implements UserEvent {}
