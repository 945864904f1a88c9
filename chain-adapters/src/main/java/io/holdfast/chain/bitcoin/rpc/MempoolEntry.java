package io.holdfast.chain.bitcoin.rpc;

import java.util.List;

/**
 * A transaction that waits to be mined, as the node's mempool sees it.
 *
 * @param replaceable whether it or an ancestor says that it may be replaced (BIP-125); a node with
 *     full replacement replaces it all the same
 * @param dependsOn waiting transactions whose outputs it spends
 */
public record MempoolEntry(
    String txid,
    int virtualSize,
    long feeSats,
    long enteredAtSeconds,
    boolean replaceable,
    List<String> dependsOn) {
  public MempoolEntry {
    dependsOn = List.copyOf(dependsOn);
  }
}
