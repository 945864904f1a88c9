package io.holdfast.chain.evm.escrow;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.evm.contract.ContractEvent;

/**
 * What the contract said of an order, in a final block.
 *
 * @param position among all events of the block
 * @param raw as the chain has it, in JSON
 */
record Saying(BlockRef block, long position, String transaction, ContractEvent event, String raw) {
  /** Where on the chain it was said. */
  String source() {
    return transaction + ":" + position;
  }
}
