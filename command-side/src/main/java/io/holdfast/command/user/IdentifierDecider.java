package io.holdfast.command.user;

import io.holdfast.api.user.IdentifierClaimed;
import io.holdfast.api.user.IdentifierEvent;
import io.holdfast.api.user.IdentifierReleased;
import java.util.List;

/** An identifier stands for one person at a time. Pure. */
public final class IdentifierDecider {
  private IdentifierDecider() {}

  /** Quiet where it stands for this person. That it stands for no other is the caller's to see. */
  static List<IdentifierEvent> claim(String identifier, String userId, Identifier state) {
    return userId.equals(state.holder())
        ? List.of()
        : List.of(new IdentifierClaimed(identifier, userId));
  }

  /** Quiet where it does not stand for this person. */
  static List<IdentifierEvent> release(String identifier, String userId, Identifier state) {
    return userId.equals(state.holder())
        ? List.of(new IdentifierReleased(identifier, userId))
        : List.of();
  }

  public static Identifier evolve(IdentifierEvent event) {
    return switch (event) {
      case IdentifierClaimed claimed -> new Identifier(claimed.userId());
      case IdentifierReleased _ -> Identifier.FREE;
    };
  }
}
