package io.holdfast.chain.substrate;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.rail.Rail;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.DepositBook;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.transfer.References;
import java.util.List;
import java.util.Set;

/**
 * The native Polkadot rail as the ledger knows it. Answers from the database, never from the node.
 */
public final class SubstrateRail implements Rail {
  public static final String ID = "polkadot";

  private final References references;
  private final DepositBook book;
  private final Ss58 spelling;
  private final List<String> contracts;
  private final int creditDepthBlocks;
  private final int finalityDepthBlocks;
  private final boolean compared;

  SubstrateRail(
      References references,
      DepositBook book,
      Ss58 spelling,
      Set<AccountId> contracts,
      int creditDepthBlocks,
      int finalityDepthBlocks,
      boolean compared) {
    this.references = references;
    this.book = book;
    this.spelling = spelling;
    this.contracts = contracts.stream().map(AccountId::hex).sorted().toList();
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
    return spelling.address(new AccountId(references.referenceOf(requestId.value())));
  }

  @Override
  public String requireDestination(String address) {
    AccountId account = spelling.account(address.strip());
    if (book.isOurs(account)) {
      throw new Rejection(
          ErrorCode.ADDRESS_IS_OURS, "This is an address of this ledger; use a transfer instead.");
    }
    return spelling.address(account);
  }

  @Override
  public boolean isCompared(Asset asset) {
    return compared;
  }

  @Override
  public List<String> contracts() {
    return contracts;
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
