package io.holdfast.gateway.identity;

import io.holdfast.api.identity.Role;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The people this door knows. Immutable. */
public final class Users {
  private final Map<String, User> byId = new LinkedHashMap<>();
  private final Map<String, User> byEmail = new LinkedHashMap<>();

  public Users(Collection<User> users) {
    for (User user : users) {
      require(byId.put(user.id(), user) == null, user, "is configured twice");
      require(byEmail.put(key(user.email()), user) == null, user, "shares an e-mail address");
      require(
          !user.roles().contains(Role.AUDITOR) || user.roles().size() == 1,
          user,
          "is an auditor, who changes nothing, and so may have no other role");
    }
  }

  public List<User> all() {
    return List.copyOf(byId.values());
  }

  Optional<User> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<User> byEmail(String email) {
    return Optional.ofNullable(byEmail.get(key(email)));
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
