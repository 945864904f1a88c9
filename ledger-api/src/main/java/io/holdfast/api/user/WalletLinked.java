package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * The person has proven to hold this wallet's key, and may sign in by it.
 *
 * @param wallet a {@link WalletId}
 */
@Revision("1")
public record WalletLinked(String userId, String wallet) implements UserEvent {}
