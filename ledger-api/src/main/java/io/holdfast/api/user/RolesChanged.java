package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * The person may do this from now on, and nothing else.
 *
 * @param roles names of {@link io.holdfast.api.identity.Role}, with commas between
 */
@Revision("1")
public record RolesChanged(String userId, String roles, String changedBy) implements UserEvent {}
