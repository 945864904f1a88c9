package io.holdfast.api.user;

import io.holdfast.api.Event;

/** Whom an e-mail address or a wallet stands for: one person at a time. */
public sealed interface IdentifierEvent extends Event
    permits IdentifierClaimed, IdentifierReleased {
  /** An {@link EmailId} or a {@link WalletId}. */
  String identifier();

  @Override
  default String streamId() {
    return identifier();
  }
}
