package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * The person was let in. What failed before counts no more.
 *
 * @param method {@code PASSWORD}, or a {@link io.holdfast.api.wallet.WalletKind}
 */
@Revision("1")
public record UserSignedIn(String userId, String sessionId, String method) implements UserEvent {}
