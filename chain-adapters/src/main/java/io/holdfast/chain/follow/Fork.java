package io.holdfast.chain.follow;

/**
 * Where the node's chain leaves ours.
 *
 * @param meets the last block that both have
 * @param theirs the node's block on top of it: it names the branch, however it grows
 */
public record Fork(Header meets, Header theirs) {}
