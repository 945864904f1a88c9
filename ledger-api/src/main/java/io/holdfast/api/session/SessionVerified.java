package io.holdfast.api.session;

import org.axonframework.serialization.Revision;

/**
 * Somebody has shown who they are.
 *
 * @param method {@code PASSWORD}, or a {@link io.holdfast.api.wallet.WalletKind}
 * @param token SHA-256 of the token that makes the session active
 * @param expiresAtMillis until when it does
 */
@Revision("1")
public record SessionVerified(
    String sessionId, String userId, String method, String token, long expiresAtMillis)
    implements SessionEvent {
  /** The method of those who came by e-mail address and password. */
  public static final String PASSWORD = "PASSWORD";
}
