package io.holdfast.api.user;

/**
 * The wallet is to let nobody in any more. Quiet where it is not linked; refused with LAST_WAY_IN
 * where the person could then sign in by nothing else.
 */
public record UnlinkWallet(UserId userId, WalletId wallet, String unlinkedBy)
    implements UserCommand {}
