package io.holdfast.api.transparency;

import java.util.List;

/**
 * The way from an event to the root (RFC 9162 section 2.1.3). Hashes are in base64.
 *
 * @param leafIndex its place in the tree, counted from 0: the log index less one
 * @param leafHash the hash over the event's columns
 * @param path from the leaf up
 */
public record InclusionProof(
    long logIndex, long leafIndex, long size, String leafHash, String root, List<String> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }
}
