package io.holdfast.command.session;

import io.holdfast.api.session.Purpose;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import org.jspecify.annotations.Nullable;

/** Where a session stands. */
public sealed interface Session {
  /** Nobody has begun it. */
  Unknown UNKNOWN = new Unknown();

  /** See {@link #UNKNOWN}. */
  record Unknown() implements Session {}

  /**
   * A wallet was asked for proof.
   *
   * @param forUser to whom it is to be linked; null for sign-in
   */
  record Challenged(WalletKind kind, SignIn wish, Purpose purpose, @Nullable String forUser)
      implements Session {}

  /**
   * Somebody has shown who they are, and has a token to begin with.
   *
   * @param token its digest
   */
  record Verified(String userId, String method, String token, long expiresAtMillis)
      implements Session {}

  /** Somebody is in. */
  record Active(
      String userId, String method, Rotation tokens, long idleExpiresAtMillis, long expiresAtMillis)
      implements Session {
    long endsAtMillis() {
      return Math.min(idleExpiresAtMillis, expiresAtMillis);
    }
  }

  /**
   * It is over.
   *
   * @param userId whose it was, or null where nobody had shown who they are
   */
  record Ended(@Nullable String userId) implements Session {}
}
