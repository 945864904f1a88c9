package io.holdfast.api.transparency;

import java.util.List;

/**
 * What leads from the root of a tree to that of a later one (RFC 9162 section 2.1.4). Hashes are in
 * base64.
 */
public record ConsistencyProof(
    long before, long size, String rootBefore, String root, List<String> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }
}
