package io.holdfast.chain.bitcoin.store;

import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An output that pays a deposit request.
 *
 * @param block the block of our chain that holds it, or null while it waits
 * @param replacedBy the transaction that spent its coins instead, or null
 */
public record TrackedPayment(
    String txid,
    int vout,
    String requestId,
    BigInteger amount,
    long seenAtMillis,
    int finalityDepth,
    @Nullable BlockRef block,
    @Nullable String replacedBy) {}
