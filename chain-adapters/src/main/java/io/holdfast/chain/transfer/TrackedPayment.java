package io.holdfast.chain.transfer;

import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A payment to us in a block of our chain.
 *
 * @param requestId the deposit request that it is for; null where it is for nobody we know
 */
record TrackedPayment(
    String transaction,
    long output,
    @Nullable String requestId,
    String asset,
    BigInteger amount,
    int finalityDepth,
    long seenAtMillis,
    BlockRef block) {}
