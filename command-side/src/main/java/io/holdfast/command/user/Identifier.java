package io.holdfast.command.user;

import org.jspecify.annotations.Nullable;

/**
 * Whom an e-mail address or a wallet stands for.
 *
 * @param holder a user's id, or null
 */
public record Identifier(@Nullable String holder) {
  static final Identifier FREE = new Identifier(null);
}
