package io.holdfast.chain.bitcoin;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.money.Asset;
import io.holdfast.api.rail.Rail;
import io.holdfast.chain.bitcoin.address.AddressBook;
import io.holdfast.chain.bitcoin.address.Destinations;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;

/** The Bitcoin rail as the ledger knows it. Answers from the database, never from the node. */
public final class BitcoinRail implements Rail {
  public static final String ID = "bitcoin";

  private final AddressBook addresses;
  private final Destinations destinations;
  private final int creditDepthBlocks;
  private final int finalityDepthBlocks;
  private final boolean compared;

  BitcoinRail(
      AddressBook addresses,
      Destinations destinations,
      int creditDepthBlocks,
      int finalityDepthBlocks,
      boolean compared) {
    this.addresses = addresses;
    this.destinations = destinations;
    this.creditDepthBlocks = creditDepthBlocks;
    this.finalityDepthBlocks = finalityDepthBlocks;
    this.compared = compared;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String depositAddress(DepositRequestId requestId) {
    return addresses.addressOf(Branch.DEPOSIT, requestId.value());
  }

  @Override
  public String requireDestination(String address) {
    String canonical = destinations.canonical(address);
    addresses.requireNotOurs(canonical);
    return canonical;
  }

  @Override
  public int creditDepthBlocks() {
    return creditDepthBlocks;
  }

  @Override
  public int finalityDepthBlocks() {
    return finalityDepthBlocks;
  }

  @Override
  public boolean isCompared(Asset asset) {
    return compared;
  }
}
