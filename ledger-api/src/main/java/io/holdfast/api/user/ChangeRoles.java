package io.holdfast.api.user;

import io.holdfast.api.identity.Role;
import java.util.Set;

/**
 * What the person may do from now on. Refused with FORBIDDEN to the person itself, with
 * MALFORMED_REQUEST for no role at all, or an auditor's beside another.
 */
public record ChangeRoles(UserId userId, Set<Role> roles, String changedBy) implements UserCommand {
  public ChangeRoles {
    roles = Set.copyOf(roles);
  }
}
