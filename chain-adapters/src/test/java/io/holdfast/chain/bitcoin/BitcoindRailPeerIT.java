package io.holdfast.chain.bitcoin;

import io.holdfast.testkit.TestBitcoind;

/** The Bitcoin rail on a real bitcoind. */
class BitcoindRailPeerIT extends BitcoinRailContract {
  @Override
  protected NodeFixture start() {
    return new BitcoindFixture(TestBitcoind.startFunded());
  }
}
