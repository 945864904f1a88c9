package io.holdfast.gateway.identity;

import io.holdfast.api.identity.Role;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The people whom the configuration names. Immutable. */
public final class Users {
  private final List<User> all;

  /**
   * @throws IllegalArgumentException where they cannot all be known
   */
  public Users(Collection<User> users) {
    all = List.copyOf(users);
    Set<String> ids = new HashSet<>();
    Set<String> emails = new HashSet<>();
    for (User user : all) {
      require(ids.add(user.id()), user, "is configured twice");
      require(emails.add(key(user.email())), user, "shares an e-mail address");
      require(
          !user.roles().contains(Role.AUDITOR) || user.roles().size() == 1,
          user,
          "is an auditor, who changes nothing, and so may have no other role");
    }
  }

  public List<User> all() {
    return all;
  }

  /** How an e-mail address is compared, and counted by the limit on attempts. */
  static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, User user, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("holdfast.users: " + user.id() + " " + otherwise);
    }
  }
}
