package io.holdfast.api.transparency;

/**
 * That an event is in the tree over the first events; answered with {@link InclusionProof}. Ends
 * with TREE_SIZE_OUT_OF_RANGE or EVENT_NOT_IN_TREE.
 *
 * @param logIndex of the event
 * @param size over how many events; 0 means all that are in the tree now
 */
public record FindInclusion(long logIndex, long size) {}
