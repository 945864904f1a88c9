package io.holdfast.chain.evm;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.rail.Rail;
import io.holdfast.chain.evm.contract.Contracts;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.transfer.References;
import java.math.BigInteger;
import java.util.List;

/** The rail as the ledger knows it. Answers from the database, never from the node. */
public final class EvmRail implements Rail {
  public static final String ID = "polkadot-evm";

  private final References references;
  private final BigInteger chainId;
  private final Address treasury;
  private final Contracts contracts;
  private final int creditDepthBlocks;
  private final int finalityDepthBlocks;
  private final boolean compared;

  EvmRail(
      References references,
      BigInteger chainId,
      Address treasury,
      Contracts contracts,
      int creditDepthBlocks,
      int finalityDepthBlocks,
      boolean compared) {
    this.references = references;
    this.chainId = chainId;
    this.treasury = treasury;
    this.contracts = contracts;
    this.creditDepthBlocks = creditDepthBlocks;
    this.finalityDepthBlocks = finalityDepthBlocks;
    this.compared = compared;
  }

  @Override
  public String id() {
    return ID;
  }

  /**
   * A call of the deposit contract in the writing of EIP-681, which names the request.
   *
   * @throws Rejection RAIL_UNAVAILABLE where no deposit contract is set
   */
  @Override
  public String depositAddress(DepositRequestId requestId) {
    Address deposits = contracts.deposits();
    if (deposits == null) {
      throw new Rejection(
          ErrorCode.RAIL_UNAVAILABLE, "This rail takes no deposits: it has no deposit contract.");
    }
    return "ethereum:%s@%s/deposit?uint256=%s"
        .formatted(deposits.checksummed(), chainId, references.referenceOf(requestId.value()));
  }

  @Override
  public String requireDestination(String address) {
    Address destination = parse(address);
    if (destination.equals(treasury) || contracts.addresses().contains(destination)) {
      throw new Rejection(
          ErrorCode.ADDRESS_IS_OURS,
          "This is an address of this ledger's own; use a transfer instead.");
    }
    return destination.checksummed();
  }

  private static Address parse(String address) {
    try {
      Address destination = Address.typed(address.strip());
      if (!destination.equals(Address.ZERO)) {
        return destination;
      }
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static Rejection malformed() {
    return new Rejection(
        ErrorCode.ADDRESS_MALFORMED,
        "This is no address of this chain; look for a mistyped character.");
  }

  @Override
  public boolean isCompared(Asset asset) {
    return compared;
  }

  @Override
  public boolean holdsOrders(Asset asset) {
    return contracts.escrow() != null;
  }

  @Override
  public List<String> contracts() {
    return contracts.addresses().stream().map(Address::value).toList();
  }

  @Override
  public int creditDepthBlocks() {
    return creditDepthBlocks;
  }

  @Override
  public int finalityDepthBlocks() {
    return finalityDepthBlocks;
  }
}
