package io.holdfast.gateway.security;

import io.holdfast.api.identity.Role;
import io.holdfast.gateway.security.AccessRules.Rule;
import io.holdfast.gateway.security.AccessRules.Stream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a request by the policy: the law that each row of {@link AccessRules} means. */
final class Access {
  private Access() {}

  /** What somebody sees of what they asked. */
  enum Outcome {
    /** It is shown, or done. */
    DONE,
    /** A list of one's own rows, and no other. */
    OWN_ROWS,
    /** A list of everybody's rows. */
    ALL_ROWS,
    NOT_FOUND,
    FORBIDDEN,
    NOT_SIGNED_IN,
    /** The endpoint itself answers, whoever asks. */
    OPEN
  }

  /** Whose the thing is that a request names. */
  enum Named {
    OWN,
    ANOTHERS,
    /** What does not exist. */
    NOBODYS,
    /** The request names no thing. */
    NOTHING
  }

  static List<Named> namedIn(Rule rule) {
    return namedIn(rule.whose(), rule.pattern().contains("{"));
  }

  /** Of the streams, only a journal is of one account. */
  static List<Named> namedIn(Stream stream) {
    return namedIn(stream.whose(), stream.view().equals("journal"));
  }

  private static List<Named> namedIn(Whose whose, boolean ofOne) {
    return switch (whose) {
      case NOBODYS, CALLERS -> List.of(Named.NOTHING);
      case SHOWN -> ofOne ? named() : List.of(Named.NOTHING);
      case PERSONAL, MOVED, SHARED, OFFERED, JUDGED, SERVED, REVOKED -> named();
    };
  }

  private static List<Named> named() {
    return List.of(Named.OWN, Named.ANOTHERS, Named.NOBODYS);
  }

  /**
   * @param admitted the roles of the row
   * @param role of who asks; null is nobody
   */
  static Outcome of(Set<Role> admitted, Whose whose, @Nullable Role role, Named named) {
    if (admitted.isEmpty()) {
      return Outcome.OPEN;
    }
    if (role == null) {
      return Outcome.NOT_SIGNED_IN;
    }
    return admitted.contains(role) ? ofAdmitted(whose, role, named) : Outcome.FORBIDDEN;
  }

  static Outcome ofAdmitted(Whose whose, Role role, Named named) {
    if (named == Named.NOBODYS) {
      return Outcome.NOT_FOUND;
    }
    boolean customer = role == Role.CUSTOMER;
    return switch (whose) {
      case NOBODYS, CALLERS, SERVED -> Outcome.DONE;
      case PERSONAL -> named == Named.OWN ? Outcome.DONE : Outcome.NOT_FOUND;
      case SHOWN ->
          switch (named) {
            case NOTHING -> customer ? Outcome.OWN_ROWS : Outcome.ALL_ROWS;
            case ANOTHERS -> customer ? Outcome.NOT_FOUND : Outcome.DONE;
            case OWN, NOBODYS -> Outcome.DONE;
          };
      case MOVED, SHARED ->
          named == Named.OWN ? Outcome.DONE : customer ? Outcome.NOT_FOUND : Outcome.FORBIDDEN;
      case OFFERED -> named == Named.OWN ? Outcome.DONE : Outcome.FORBIDDEN;
      case JUDGED -> named == Named.OWN ? Outcome.FORBIDDEN : Outcome.DONE;
      case REVOKED ->
          named == Named.OWN || role == Role.ADMINISTRATOR ? Outcome.DONE : Outcome.NOT_FOUND;
    };
  }
}
