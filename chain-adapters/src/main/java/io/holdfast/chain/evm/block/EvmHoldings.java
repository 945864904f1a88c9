package io.holdfast.chain.evm.block;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.port.Holdings;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What the chain's state says the treasury has of the native asset. Every node can be asked by a
 * block's number, not every one by its hash: so the block of that number must be the one meant
 * before the balance is asked for and after. Thread-safe.
 */
public final class EvmHoldings implements Holdings {
  private final EvmRpc node;
  private final Address treasury;

  public EvmHoldings(EvmRpc node, Address treasury) {
    this.node = node;
    this.treasury = treasury;
  }

  @Override
  public Optional<List<Holding>> at(BlockRef block) {
    if (!has(block)) {
      return Optional.empty();
    }
    BigInteger balance = node.balance(treasury, block.height());
    return has(block)
        ? Optional.of(List.of(Holding.ofAccount(treasury.checksummed(), balance)))
        : Optional.empty();
  }

  private boolean has(BlockRef block) {
    return node.header(block.height())
        .filter(header -> header.hash().equals(block.hash()))
        .isPresent();
  }
}
