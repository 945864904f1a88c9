package io.holdfast.chain.bitcoin.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction, mined or waiting.
 *
 * @param blockHash the block it is in, or null while it waits
 * @param virtualSize what fees are counted by, in virtual bytes
 */
public record Transaction(
    String txid,
    @Nullable String blockHash,
    int virtualSize,
    List<Input> inputs,
    List<Output> outputs) {
  public Transaction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The coins it spends; none for a coinbase. */
  public List<OutPoint> spends() {
    return inputs.stream().flatMap(input -> input.spends().stream()).toList();
  }
}
