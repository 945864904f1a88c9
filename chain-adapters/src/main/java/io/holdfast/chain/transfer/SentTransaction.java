package io.holdfast.chain.transfer;

import java.math.BigInteger;
import java.util.Map;

/**
 * A transaction of the account that pays, which stands in a block: ours, or one that somebody else
 * made with a copy of our key.
 *
 * @param sequence its number among all of this account; no two that stand on one chain share one
 * @param succeeded false when the chain took it, its number and its fee, and did nothing
 * @param fee what the chain took, in the minor unit of its own asset
 * @param moved what it moved out of our account by each of the ledger's assets, beside the fee
 */
public record SentTransaction(
    String transaction,
    long sequence,
    boolean succeeded,
    BigInteger fee,
    Map<String, BigInteger> moved) {
  public SentTransaction {
    moved = Map.copyOf(moved);
  }
}
