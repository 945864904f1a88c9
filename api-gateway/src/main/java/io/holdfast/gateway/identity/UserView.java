package io.holdfast.gateway.identity;

import io.holdfast.api.identity.Role;
import java.util.List;

/** A person, as that person sees it. */
record UserView(String id, String email, String name, List<Role> roles) {
  static UserView of(User user) {
    return new UserView(
        user.id(), user.email(), user.name(), user.roles().stream().sorted().toList());
  }
}
