package io.holdfast.api.rail;

/**
 * A block of a rail. Height alone does not name one: after a reorganisation another hash stands
 * there.
 */
public record BlockRef(long height, String hash) {}
