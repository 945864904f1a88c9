package io.holdfast.chain.evm.rpc;

import java.math.BigInteger;
import java.util.List;

/**
 * What came of a transaction.
 *
 * @param succeeded false when it was reverted; its nonce is used and its gas paid all the same
 * @param fee wei that the sender paid for gas
 */
public record EvmReceipt(
    String transactionHash,
    String blockHash,
    long blockNumber,
    boolean succeeded,
    BigInteger fee,
    List<EvmLog> logs) {
  public EvmReceipt {
    logs = List.copyOf(logs);
  }
}
