package io.holdfast.command.session;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's refresh tokens, of which one at a time counts: each use gives another. One exception:
 * the answer with the new token may have been lost, and the client, which knows the old one only,
 * shows it again. That is believed once, and only while nobody has used the new token. Any other
 * token that was shown before is a copy in strange hands (RFC 9700, 4.14.2), and so is a new token
 * that comes after the old one was believed again. Digests throughout; immutable.
 *
 * @param current the token that counts
 * @param before the one it was given for, while {@code current} was never used and {@code before}
 *     was used once; else null
 * @param spent all others that ever counted
 */
record Rotation(String current, @Nullable String before, Set<String> spent) {
  /** What a token that is shown is to a session. */
  enum Token {
    /** It counts. */
    CURRENT,
    /** Its answer was lost: it counts once more. */
    AGAIN,
    /** It counted, and does no more. */
    SPENT,
    /** It never was one of this session's. */
    STRANGE
  }

  Rotation {
    spent = Set.copyOf(spent);
  }

  Token tell(String presented) {
    if (presented.equals(current)) {
      return Token.CURRENT;
    }
    if (presented.equals(before)) {
      return Token.AGAIN;
    }
    return spent.contains(presented) ? Token.SPENT : Token.STRANGE;
  }

  /** After a token that counts was shown, and another was given for it. */
  Rotation next(String presented, String given) {
    Set<String> all = new HashSet<>(spent);
    if (before != null) {
      all.add(before);
    }
    boolean again = presented.equals(before);
    if (again) {
      all.add(current);
    }
    return new Rotation(given, again ? null : current, all);
  }
}
