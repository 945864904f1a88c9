package io.holdfast.api.session;

import io.holdfast.api.user.UserId;

/** What a wallet's answer came to. */
public sealed interface Proof {
  /** It is this person's, who may begin a session. */
  record Proven(UserId userId) implements Proof {}

  /** It is, and the wallet stands for this person from now on. */
  record Linked(UserId userId) implements Proof {}

  /** It counts for nothing, and the session is over. */
  record Refused(EndReason reason) implements Proof {}
}
