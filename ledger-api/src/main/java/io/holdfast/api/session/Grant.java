package io.holdfast.api.session;

import io.holdfast.api.identity.Role;
import io.holdfast.api.user.UserId;
import java.util.Set;

/** Whether a token lets its holder in. */
public sealed interface Grant {
  /**
   * It does.
   *
   * @param roles what the person may do, as of now
   * @param idleExpiresAtMillis when it ends if nothing more is heard
   * @param expiresAtMillis when it ends in any case
   */
  record Given(UserId userId, Set<Role> roles, long idleExpiresAtMillis, long expiresAtMillis)
      implements Grant {
    public Given {
      roles = Set.copyOf(roles);
    }
  }

  /** It does not, and the session is over. */
  record Refused(EndReason reason) implements Grant {}
}
