package io.holdfast.chain.evm.rpc;

import java.util.List;

/** A block with its transactions, in their order. */
public record EvmBlock(EvmHeader header, List<EvmTransaction> transactions) {
  public EvmBlock {
    transactions = List.copyOf(transactions);
  }
}
