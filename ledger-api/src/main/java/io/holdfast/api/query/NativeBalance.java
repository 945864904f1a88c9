package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * What one chain says that one wallet holds of the chain's own asset, as far as that is known. An
 * amount stays, with the moment it was told at, when a later question goes unanswered.
 *
 * @param wallet its id
 * @param rail whose nodes are asked
 * @param chain which chain of its family, in the family's own word, as in a wallet's challenge;
 *     null while nobody knows
 * @param asset the code of the chain's own asset, which need not be one of the ledger's
 * @param amount in its smallest unit; null where no node has told it yet
 * @param height of the last block that counts in it
 * @param readAtMillis when a node told it
 */
public record NativeBalance(
    String wallet,
    String rail,
    @Nullable String chain,
    String asset,
    int scale,
    BalanceState state,
    @Nullable String amount,
    @Nullable Long height,
    @Nullable Long readAtMillis) {}
