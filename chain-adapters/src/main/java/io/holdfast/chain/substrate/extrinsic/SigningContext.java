package io.holdfast.chain.substrate.extrinsic;

import java.math.BigInteger;

/**
 * What is signed beside the call, so that the bytes hold on one chain, once, for a while.
 *
 * @param specVersion of the runtime by which the call was encoded
 * @param genesisHash of the chain, 0x and 64 digits
 * @param birthHash of the block at the era's birth
 * @param nonce how many extrinsics of the account come before
 * @param tip for the block's author, in the native asset's smallest unit
 */
public record SigningContext(
    long specVersion,
    long transactionVersion,
    String genesisHash,
    Era era,
    String birthHash,
    long nonce,
    BigInteger tip) {}
