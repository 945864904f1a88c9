package io.holdfast.api.user;

import org.axonframework.serialization.Revision;

/**
 * The wallet lets the person in no more.
 *
 * @param wallet a {@link WalletId}
 */
@Revision("1")
public record WalletUnlinked(String userId, String wallet, String unlinkedBy)
    implements UserEvent {}
