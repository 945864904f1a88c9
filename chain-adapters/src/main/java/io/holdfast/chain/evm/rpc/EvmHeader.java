package io.holdfast.chain.evm.rpc;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * @param baseFeePerGas wei; null on a chain that has none
 */
public record EvmHeader(
    long number,
    String hash,
    String parentHash,
    long timestampSeconds,
    @Nullable BigInteger baseFeePerGas) {}
