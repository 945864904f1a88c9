package io.holdfast.api.session;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A wallet was asked for proof. Nothing of it is personal: whose wallet it is, is not known yet.
 *
 * @param purpose a {@link Purpose}
 * @param userId to whom it is to be linked; null for sign-in
 * @param kind a {@link io.holdfast.api.wallet.WalletKind}
 * @param address in the one spelling of its kind
 * @param statement the line that tells the person what is signed
 */
@Revision("1")
public record SessionChallenged(
    String sessionId,
    String purpose,
    @Nullable String userId,
    String kind,
    String address,
    String chain,
    String domain,
    String uri,
    String statement,
    String nonce,
    long issuedAtMillis,
    long expiresAtMillis)
    implements SessionEvent {}
