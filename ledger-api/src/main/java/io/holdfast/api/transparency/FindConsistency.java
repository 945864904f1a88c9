package io.holdfast.api.transparency;

/**
 * That a tree begins with an earlier one; answered with {@link ConsistencyProof}. Ends with
 * TREE_SIZE_OUT_OF_RANGE.
 *
 * @param before the size of the earlier one
 * @param size of the later one; 0 means all that are in the tree now
 */
public record FindConsistency(long before, long size) {}
