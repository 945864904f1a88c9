package io.holdfast.chain.evm.block;

import io.holdfast.chain.endpoint.Admission;
import io.holdfast.chain.evm.rpc.EvmHeader;
import io.holdfast.chain.evm.rpc.EvmRpc;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Nodes of the rail's chain id, and once the rail has begun, of the same first block: chains that
 * were made anew often keep their id.
 *
 * @param genesis of the chain that is followed; empty before the first block
 */
public record EvmAdmission(BigInteger chainId, Supplier<Optional<String>> genesis)
    implements Admission<EvmRpc> {
  @Override
  public Optional<String> refusal(EvmRpc node) {
    BigInteger served = node.chainId();
    if (!served.equals(chainId)) {
      return Optional.of("the node is of chain " + served + ", this rail is set to " + chainId);
    }
    Optional<String> ours = genesis.get();
    return ours.isEmpty() || ours.equals(node.header(0).map(EvmHeader::hash))
        ? Optional.empty()
        : Optional.of("the node's chain begins with another block than the one we follow");
  }
}
