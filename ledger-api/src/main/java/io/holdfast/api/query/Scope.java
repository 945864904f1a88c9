package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * Whose rows may be read: one owner's, or everybody's where the owner is null. The door makes it
 * from the caller's roles.
 */
public record Scope(@Nullable String ownerId) {
  public static final Scope EVERYBODY = new Scope(null);

  public static Scope ownedBy(String ownerId) {
    return new Scope(ownerId);
  }
}
