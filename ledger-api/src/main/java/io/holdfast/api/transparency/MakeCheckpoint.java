package io.holdfast.api.transparency;

/**
 * Signs the tree as it is now. Answered with the size that is signed, once the whole log is in the
 * tree; where all of it is signed already, with that size. It moves nothing and is no event: what
 * was signed stays where it is kept.
 */
public record MakeCheckpoint() {}
