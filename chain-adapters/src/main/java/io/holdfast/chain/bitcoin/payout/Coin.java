package io.holdfast.chain.bitcoin.payout;

import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.Comparator;

/** An unspent P2WPKH output of ours and the key that spends it. */
public record Coin(OutPoint outPoint, long sats, KeyPath path) {
  /** By transaction id and place: an order that does not depend on when a coin was found. */
  public static final Comparator<Coin> BY_PLACE =
      Comparator.<Coin, String>comparing(coin -> coin.outPoint().txid())
          .thenComparingInt(coin -> coin.outPoint().index());

  /** The largest first. */
  static final Comparator<Coin> LARGEST_FIRST =
      Comparator.comparingLong(Coin::sats).reversed().thenComparing(BY_PLACE);
}
