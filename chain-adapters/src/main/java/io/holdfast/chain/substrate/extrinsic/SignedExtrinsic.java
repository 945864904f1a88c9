package io.holdfast.chain.substrate.extrinsic;

/**
 * A call as it is sent.
 *
 * @param hex all its bytes, 0x before them, as {@code author_submitExtrinsic} takes it
 * @param hash by which nodes name it
 */
public record SignedExtrinsic(String hex, String hash) {}
