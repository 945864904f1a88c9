package io.holdfast.chain.substrate.rpc;

import java.util.List;

/**
 * A block as it is encoded.
 *
 * @param extrinsics each with its number of bytes before it
 */
public record RawBlock(BlockHeader header, List<byte[]> extrinsics) {}
