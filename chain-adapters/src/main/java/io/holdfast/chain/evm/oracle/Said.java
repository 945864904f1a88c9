package io.holdfast.chain.evm.oracle;

import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;

/**
 * What the contract said that it has on record of an order, in a block of our chain.
 *
 * @param currency the 32 bytes, in hex
 * @param isFinal whether that block is
 */
record Said(
    String transaction,
    BlockRef block,
    boolean isFinal,
    String receipt,
    BigInteger amount,
    String currency) {
  boolean isOf(OffchainRecord record) {
    return receipt.equals(record.receipt())
        && amount.equals(record.amount())
        && currency.equals(OracleContract.currency(record.currency()));
  }
}
