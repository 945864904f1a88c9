package io.holdfast.api.transparency;

/**
 * The hashes of a tile, one after the other.
 *
 * @param hashes 32 bytes each; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record TileFound(byte[] hashes) {}
