package io.holdfast.api.user;

import java.util.Optional;

/**
 * Opens what was sealed for a person, for a part of the program that must use it and shows it to
 * nobody. Blocks. Thread-safe.
 */
@FunctionalInterface
public interface OpensSealed {
  /** Nothing where it was sealed for another, or the person is forgotten. */
  Optional<String> open(UserId person, Sealed sealed);
}
