package io.holdfast.chain.evm.rpc;

import io.holdfast.chain.evm.wire.Address;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * @param to null where it creates a contract
 * @param value wei
 */
public record EvmTransaction(
    String hash, Address from, @Nullable Address to, long nonce, BigInteger value) {}
