package io.holdfast.api.transparency;

/**
 * Everything that a stranger needs to check the log up to a checkpoint; streamed as {@link
 * BundleLines}, and read only as fast as it is taken.
 *
 * @param size which checkpoint; there must be one of it
 */
public record ReadBundle(long size) {}
