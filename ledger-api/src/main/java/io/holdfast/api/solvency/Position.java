package io.holdfast.api.solvency;

import org.jspecify.annotations.Nullable;

/**
 * One asset in a report. Amounts are minor units as decimal digits.
 *
 * @param logIndex the ledger as of this index of the log
 * @param liabilities what is owed: the sum over all accounts of people and all orders' pots
 * @param accounts how many of them had any of it: the leaves of the tree
 * @param root of the tree in base64; it binds every leaf and the sum
 * @param reserves what is held, where a chain was asked
 */
public record Position(
    String asset,
    long logIndex,
    String liabilities,
    long accounts,
    String root,
    @Nullable Reserves reserves) {

  /**
   * What a chain said that it holds for us when ledger and chain were last compared. The ledger
   * stood on this block at the position's log index.
   */
  public record Reserves(String rail, long height, String hash, String amount) {}
}
