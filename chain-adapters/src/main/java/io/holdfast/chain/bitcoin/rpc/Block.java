package io.holdfast.chain.bitcoin.rpc;

import java.util.List;

/** A block with its transactions, the coinbase first. */
public record Block(BlockHeader header, List<Transaction> transactions) {
  public Block {
    transactions = List.copyOf(transactions);
  }
}
