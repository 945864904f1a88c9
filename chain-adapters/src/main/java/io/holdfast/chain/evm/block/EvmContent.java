package io.holdfast.chain.evm.block;

import io.holdfast.chain.evm.rpc.EvmBlock;
import io.holdfast.chain.evm.rpc.EvmLog;
import io.holdfast.chain.evm.rpc.EvmReceipt;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.util.List;
import java.util.Map;

/**
 * A block as far as it concerns us.
 *
 * @param logs the events of the contracts that we watch, in their order
 * @param receipts of the transactions that hold events of the deposit contract, or pay to or from
 *     our account
 */
public record EvmContent(EvmBlock block, List<EvmLog> logs, Map<String, EvmReceipt> receipts) {
  public EvmContent {
    logs = List.copyOf(logs);
    receipts = Map.copyOf(receipts);
  }

  EvmReceipt receipt(String transaction) {
    EvmReceipt receipt = receipts.get(transaction);
    if (receipt == null) {
      throw new NodeAnsweredRubbish("no receipt of a transaction that is in a block");
    }
    return receipt;
  }
}
