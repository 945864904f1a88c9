package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * One line of a person's authentication history. It never changes.
 *
 * @param signInId names the line
 * @param outcome SIGNED_IN, FAILED, PASSWORD_CHANGED, or why the session ended: an {@link
 *     io.holdfast.api.session.EndReason}
 * @param method {@code PASSWORD}, or a {@link io.holdfast.api.wallet.WalletKind}
 * @param sessionId null where there was none
 * @param address from where, sealed; null at a session's end
 * @param userAgent with what, sealed; null at a session's end
 */
public record SignInView(
    String signInId,
    String ownerId,
    String outcome,
    String method,
    @Nullable String sessionId,
    @Nullable String address,
    @Nullable String userAgent,
    long atMillis,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return signInId;
  }
}
