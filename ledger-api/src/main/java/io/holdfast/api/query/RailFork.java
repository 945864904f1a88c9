package io.holdfast.api.query;

import io.holdfast.api.rail.BlockRef;

/**
 * The node's chain leaves ours where ours is final, and the rail waits for a person.
 *
 * @param ours the block on which our cursor stands
 * @param meets the last block that both chains have
 * @param theirs the node's block on top of it, which names the branch
 * @param finalHeight up to here ours was final
 * @param blocksToTakeBack how many of ours would be taken back
 * @param accepted whether an administrator decided so, and it is being done
 */
public record RailFork(
    String rail,
    BlockRef ours,
    BlockRef meets,
    BlockRef theirs,
    long finalHeight,
    long blocksToTakeBack,
    boolean accepted) {}
