package io.holdfast.api.user;

import io.holdfast.api.identity.Role;
import java.util.Set;

/**
 * Somebody is to be known by an e-mail address. Asked again with the same address it is a quiet
 * success, whatever became of the rest since; refused with EMAIL_TAKEN where another person has the
 * address, with ALREADY_EXISTS_DIFFERENT where the id is another's.
 *
 * @param name how the person wants to be called
 * @param sealedEmail the address that {@code email} stands for
 * @param registeredBy the person itself, or who does it for them
 */
public record RegisterUser(
    UserId userId,
    Sealed name,
    EmailId email,
    Sealed sealedEmail,
    Set<Role> roles,
    String registeredBy)
    implements UserCommand {
  public RegisterUser {
    roles = Set.copyOf(roles);
  }
}
