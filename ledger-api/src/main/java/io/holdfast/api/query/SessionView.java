package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session of somebody who has shown who they are.
 *
 * @param method {@code PASSWORD}, or a {@link io.holdfast.api.wallet.WalletKind}
 * @param state VERIFIED, ACTIVE or ENDED
 * @param permissions names of roles, as they were told last; none before it was active
 * @param address from where it was heard of last, sealed
 * @param userAgent with what, sealed
 * @param expiresAtMillis when it ends by itself, if nothing more is heard
 * @param endReason an {@link io.holdfast.api.session.EndReason}, or null
 */
public record SessionView(
    String sessionId,
    String ownerId,
    String method,
    String state,
    List<String> permissions,
    @Nullable String address,
    @Nullable String userAgent,
    long createdAtMillis,
    long lastActivityAtMillis,
    long expiresAtMillis,
    @Nullable Long endedAtMillis,
    @Nullable String endReason,
    long logIndex)
    implements View {
  public SessionView {
    permissions = List.copyOf(permissions);
  }

  @Override
  public String key() {
    return sessionId;
  }
}
