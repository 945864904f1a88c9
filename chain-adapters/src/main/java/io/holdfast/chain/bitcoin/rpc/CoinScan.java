package io.holdfast.chain.bitcoin.rpc;

import java.util.List;

/**
 * What a node finds when it looks through all that is unspent, as of the block that was its best
 * when it looked. What waits to be mined counts for nothing.
 */
public record CoinScan(long height, String blockHash, List<ScannedCoin> coins) {
  public CoinScan {
    coins = List.copyOf(coins);
  }

  /** One unspent output. */
  public record ScannedCoin(
      OutPoint outPoint, long sats, String scriptHex, long height, boolean coinbase) {}
}
