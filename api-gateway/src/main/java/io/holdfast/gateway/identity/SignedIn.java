package io.holdfast.gateway.identity;

import org.jspecify.annotations.Nullable;

/**
 * A fresh access token, to be sent as {@code Authorization: Bearer}, and who it names.
 *
 * @param expiresAtMillis when the access token does
 * @param refreshToken what to show for the next one; null where it is in the cookie
 * @param idleExpiresAtMillis when the session ends if nothing more is heard
 * @param sessionExpiresAtMillis when it ends in any case
 */
record SignedIn(
    String accessToken,
    long expiresAtMillis,
    @Nullable String refreshToken,
    String sessionId,
    long idleExpiresAtMillis,
    long sessionExpiresAtMillis,
    Me user) {
  /** Shows no token. */
  @Override
  public String toString() {
    return "SignedIn by " + sessionId;
  }
}
