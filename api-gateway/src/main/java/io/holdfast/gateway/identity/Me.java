package io.holdfast.gateway.identity;

import io.holdfast.api.identity.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person, as that person sees it.
 *
 * @param email null where they are known by wallets only
 * @param name null where they said none
 * @param wallets ids of those that let them in
 */
record Me(
    String id,
    @Nullable String email,
    @Nullable String name,
    boolean emailVerified,
    List<String> roles,
    List<String> wallets,
    @Nullable Long lastSignInAtMillis) {
  /** Of whom the read model does not know yet. */
  static Me bare(String id, Set<Role> roles) {
    return new Me(id, null, null, false, names(roles), List.of(), null);
  }

  /** With the roles that a grant told, which are those of now. */
  Me with(Set<Role> now) {
    return new Me(id, email, name, emailVerified, names(now), wallets, lastSignInAtMillis);
  }

  private static List<String> names(Set<Role> roles) {
    return roles.stream().sorted().map(Enum::name).toList();
  }
}
