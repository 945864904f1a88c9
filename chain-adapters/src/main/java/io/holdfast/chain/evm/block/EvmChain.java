package io.holdfast.chain.evm.block;

import io.holdfast.chain.evm.contract.Contracts;
import io.holdfast.chain.evm.rpc.BlockTag;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.RpcError;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An EVM chain behind a node. A node of another chain is not followed, nor is a chain whose deposit
 * contract pays somebody else: what it says it took would be credited and never come; nor one where
 * there is no escrow contract, though one is set.
 */
public final class EvmChain implements ChainSource<EvmContent> {
  private static final byte[] TREASURY = Abi.call("treasury()");

  private final EvmRpc rpc;
  private final BigInteger chainId;
  private final Address treasury;
  private final Contracts contracts;
  private boolean contractsAreOurs;

  public EvmChain(EvmRpc rpc, BigInteger chainId, Address treasury, Contracts contracts) {
    this.rpc = rpc;
    this.chainId = chainId;
    this.treasury = treasury;
    this.contracts = contracts;
  }

  @Override
  public ChainNode<EvmContent> look() {
    BigInteger served = rpc.chainId();
    return new EvmNode(
        rpc,
        rpc.header(BlockTag.LATEST)
            .orElseThrow(() -> new NodeAnsweredRubbish("a chain without a latest block")),
        rpc.header(BlockTag.FINALIZED),
        treasury,
        contracts,
        served.equals(chainId)
            ? wrongContract()
            : Optional.of("the node is of chain " + served + ", this rail is set to " + chainId));
  }

  /** Asked until it is answered well: contracts of ours cannot change. */
  private Optional<String> wrongContract() {
    if (contractsAreOurs) {
      return Optional.empty();
    }
    Optional<String> wrong = wrongDeposits().or(this::noEscrow);
    contractsAreOurs = wrong.isEmpty();
    return wrong;
  }

  private Optional<String> wrongDeposits() {
    Address deposits = contracts.deposits();
    return deposits == null || paysTo(deposits).filter(treasury::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            "at deposit-contract "
                + deposits.checksummed()
                + " is no contract that pays to "
                + treasury.checksummed());
  }

  /** An order that is paid to an address without code is lost. */
  private Optional<String> noEscrow() {
    Address escrow = contracts.escrow();
    return escrow == null || rpc.isContract(escrow)
        ? Optional.empty()
        : Optional.of("at escrow-contract " + escrow.checksummed() + " is no contract");
  }

  private Optional<Address> paysTo(Address deposits) {
    try {
      return Optional.of(Abi.address(rpc.call(deposits, TREASURY)));
    } catch (RpcError | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "EvmChain[" + chainId + ", " + Hex.of(treasury.bytes()) + "]";
  }
}
