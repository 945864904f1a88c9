package io.holdfast.api.rail;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger asks of a rail while it decides. Implementations answer from memory or the
 * database, never from the chain.
 */
public interface Rail {
  /** Short lower-case name, for example {@code bitcoin}. */
  String id();

  /**
   * The address at which this request is paid. The same request gets the same address for ever; no
   * two requests share one. Durable before it returns.
   */
  String depositAddress(DepositRequestId requestId);

  /**
   * A link that wallets of this chain open, to pay this to one of the rail's deposit addresses;
   * empty where the chain has no such links of its own.
   *
   * @param expected null for any amount
   */
  default Optional<String> paymentLink(String address, Asset asset, @Nullable Money expected) {
    return Optional.empty();
  }

  /**
   * The canonical spelling of an address that may be paid.
   *
   * @throws Rejection ADDRESS_MALFORMED, ADDRESS_WRONG_NETWORK or ADDRESS_IS_OURS
   */
  String requireDestination(String address);

  /**
   * Confirmations after which a deposit is credited. The block that holds the payment counts as the
   * first.
   */
  int creditDepthBlocks();

  /**
   * Confirmations after which the rail takes no block back: deposits are final and withdrawals are
   * settled.
   */
  int finalityDepthBlocks();

  /** Whether we may have more of this asset made on the chain ({@code RequestMint}). */
  default boolean mints(Asset asset) {
    return false;
  }

  /** Whether a contract of ours on this chain holds orders in this asset. */
  default boolean holdsOrders(Asset asset) {
    return false;
  }

  /** The contracts whose events are kept, each spelled as those events spell it. */
  default List<String> contracts() {
    return List.of();
  }

  /** Whether what its chain says we hold of this is compared with what the ledger owes. */
  default boolean isCompared(Asset asset) {
    return false;
  }
}
