package io.holdfast.gateway.security;

/**
 * Of whom the things are that an endpoint or a stream is about, and so what a role may do with
 * one's own, with another's, and with what is not there. Always only among those whom the roles of
 * the rule admit.
 */
public enum Whose {
  /** Nobody's in particular: the role alone decides. */
  NOBODYS,
  /** The caller's own: another's cannot even be named. */
  CALLERS,
  /**
   * Somebody's, to be seen: by its owner alone, whatever the role. To all others it is not there.
   */
  PERSONAL,
  /**
   * Somebody's, to be seen: by its owner and by staff. To a customer another's is not there, and a
   * list holds their own alone.
   */
  SHOWN,
  /**
   * Somebody's, to be moved: by its owner alone, whatever the role. To a customer another's is not
   * there; staff, who see it, are forbidden.
   */
  MOVED,
  /**
   * Of two sides, each of which does its part, while staff that acts decides between them and does
   * nothing else. To a customer another's is not there.
   */
  SHARED,
  /** Somebody's, which everybody sees: to be changed by its owner alone, whatever the role. */
  OFFERED,
  /** Somebody's, to be decided on: by another, never by whom it belongs to. */
  JUDGED,
  /** Anybody's: who is admitted does it for everybody, themselves too. */
  SERVED,
  /** Somebody's session, to be ended: one's own; by administrators anybody's. */
  REVOKED
}
