package io.holdfast.gateway.identity;

import io.holdfast.api.identity.Role;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in, as {@code holdfast.users[]} lists them.
 *
 * @param id for ever the same; it stands in events as the actor and the owner
 * @param passwordHash Argon2id in the usual encoding; without it the sandbox password counts, and
 *     only in the sandbox
 */
public record User(
    @NotBlank @Pattern(regexp = "user:[a-z0-9][a-z0-9._-]{0,59}") String id,
    @NotBlank @Email @Size(max = 254) String email,
    @NotBlank @Size(max = 80) String name,
    @NotEmpty Set<Role> roles,
    @Nullable String passwordHash) {

  @Override
  public String toString() {
    return id;
  }
}
