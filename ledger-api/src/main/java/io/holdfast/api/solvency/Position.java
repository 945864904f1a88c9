package io.holdfast.api.solvency;

import org.jspecify.annotations.Nullable;

/**
 * One asset in a report. Amounts are minor units as decimal digits.
 *
 * @param logIndex the ledger as of this index of the log
 * @param liabilities what is owed: the sum over all accounts of people and all orders' pots
 * @param accounts how many of them had any of it: the leaves of the tree
 * @param root of the tree in base64; it binds every leaf and the sum
 * @param reserves what the chain said that it holds for us when ledger and chain were last
 *     compared; null where no chain was asked, as are rail and hash
 * @param rail whose chain it was
 * @param height of the block as of which it said so; the ledger stood on it at {@code logIndex}; −1
 *     where no chain was asked
 * @param hash of that block
 */
public record Position(
    String asset,
    long logIndex,
    String liabilities,
    long accounts,
    String root,
    @Nullable String reserves,
    @Nullable String rail,
    long height,
    @Nullable String hash) {}
