package io.holdfast.chain.bitcoin.store;

import io.holdfast.api.withdrawal.WithdrawalState;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal as the payout worker sees it.
 *
 * @param txid the transaction that pays it; set just before its bytes are offered to the log, so
 *     that nothing else is made for it from then on
 * @param signedHex the bytes that stand in the log, or null before
 * @param sentAtMillis when they were sent last, or null
 */
public record Payout(
    String withdrawalId,
    String asset,
    BigInteger amount,
    String destination,
    WithdrawalState state,
    @Nullable String txid,
    @Nullable String signedHex,
    @Nullable Long sentAtMillis) {}
