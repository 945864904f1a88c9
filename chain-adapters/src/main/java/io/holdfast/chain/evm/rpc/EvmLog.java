package io.holdfast.chain.evm.rpc;

import io.holdfast.chain.evm.wire.Address;
import java.util.List;

/**
 * An event that a contract emitted.
 *
 * @param index its place among all events of the block
 * @param data bytes in hex
 * @param topics 32 bytes each, the first of them names the event unless it is anonymous
 */
public record EvmLog(
    Address address,
    List<String> topics,
    String data,
    String blockHash,
    String transactionHash,
    long index) {
  public EvmLog {
    topics = List.copyOf(topics);
  }
}
