package io.holdfast.chain.port;

import io.holdfast.api.money.Asset;
import io.holdfast.api.wallet.WalletKind;
import java.math.BigInteger;
import java.util.Optional;

/** What a rail's chain says that anybody's account holds of the chain's own asset. Thread-safe. */
public interface BalanceSource {
  /** The chain's own asset on this rail, which need not be one of the ledger's. */
  Asset asset();

  /** Which wallets are on this chain, if their addresses are. */
  WalletKind kind();

  /** Which chain of its family, in the family's own word; empty while no node was followed yet. */
  Optional<String> chain();

  /**
   * Whether an address belongs to this chain; asks no node. Most families spell addresses alike on
   * all of their chains.
   *
   * @param address in the canonical spelling of the kind's wallets
   */
  default boolean isOnChain(String address) {
    return true;
  }

  /**
   * Asks a node, and blocks for as long as that takes. Empty where it cannot tell at a price that
   * we want to pay.
   *
   * @param address that {@link #isOnChain}
   * @throws io.holdfast.chain.rpc.NodeFailure when nobody answers
   */
  Optional<Told> ask(String address);

  /**
   * @param amount in the asset's smallest unit, with what the account may not spend now
   * @param height of the last block that counts in it
   * @param exists whether the chain knows the account
   */
  record Told(BigInteger amount, long height, boolean exists) {
    public static Told of(BigInteger amount, long height) {
      return new Told(amount, height, true);
    }

    /** Of an account that nobody has made yet. */
    public static Told nothing(long height) {
      return new Told(BigInteger.ZERO, height, false);
    }
  }
}
