package io.holdfast.chain.stellar;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.Rail;
import io.holdfast.chain.stellar.address.Destination;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.transfer.References;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Stellar rail as the ledger knows it. Answers from the database, never from the node. */
public final class StellarRail implements Rail {
  public static final String ID = "stellar";

  /** A closed ledger is final. */
  static final int DEPTH = 1;

  private final References references;
  private final ScAddress.Account custody;
  private final PaymentLinks links;
  private final Set<String> mintable;
  private final List<String> contracts;
  private final Set<String> compared;

  StellarRail(
      References references,
      ScAddress.Account custody,
      PaymentLinks links,
      Set<String> mintable,
      List<String> contracts,
      Set<String> compared) {
    this.references = references;
    this.custody = custody;
    this.links = links;
    this.mintable = Set.copyOf(mintable);
    this.contracts = List.copyOf(contracts);
    this.compared = Set.copyOf(compared);
  }

  @Override
  public String id() {
    return ID;
  }

  /** The custody account with the request's number: a muxed address. */
  @Override
  public String depositAddress(DepositRequestId requestId) {
    long number = Long.parseLong(references.referenceOf(requestId.value()));
    return StrKey.encode(new ScAddress.Muxed(custody.key(), number));
  }

  @Override
  public Optional<String> paymentLink(String address, Asset asset, @Nullable Money expected) {
    return links.of(address, asset, expected);
  }

  @Override
  public boolean isCompared(Asset asset) {
    return compared.contains(asset.code());
  }

  @Override
  public boolean mints(Asset asset) {
    return mintable.contains(asset.code());
  }

  @Override
  public List<String> contracts() {
    return contracts;
  }

  @Override
  public String requireDestination(String address) {
    if (address.strip().equals(Destination.BURN)) {
      return Destination.BURN;
    }
    Destination destination = Destination.parse(address);
    if (destination.payee().equals(custody)) {
      throw new Rejection(
          ErrorCode.ADDRESS_IS_OURS,
          "This is a deposit address of this ledger; use a transfer instead.");
    }
    return destination.canonical();
  }

  @Override
  public int creditDepthBlocks() {
    return DEPTH;
  }

  @Override
  public int finalityDepthBlocks() {
    return DEPTH;
  }
}
