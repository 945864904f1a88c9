package io.holdfast.chain.substrate.rpc;

/**
 * Which runtime runs a block.
 *
 * @param specVersion turns when anything in it turns, and with it the metadata
 * @param transactionVersion turns when calls are encoded in another way
 */
public record RuntimeVersion(String specName, long specVersion, long transactionVersion) {}
