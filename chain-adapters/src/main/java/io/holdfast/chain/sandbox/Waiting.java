package io.holdfast.chain.sandbox;

import java.util.Set;
import org.bitcoinj.core.Transaction;

/**
 * A transaction that waits to be mined.
 *
 * @param dependsOn waiting transactions whose outputs it spends
 */
record Waiting(
    Transaction transaction, long feeSats, long enteredAtSeconds, Set<String> dependsOn) {
  Waiting {
    dependsOn = Set.copyOf(dependsOn);
  }

  String txid() {
    return transaction.getTxId().toString();
  }

  int vsize() {
    return transaction.getVsize();
  }
}
