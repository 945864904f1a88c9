package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * The person wants to be called so.
 *
 * @param name sealed
 */
@Revision("1")
public record UserRenamed(String userId, String name) implements UserEvent {}
