package io.holdfast.chain.bitcoin;

import io.holdfast.chain.sandbox.DrivenBitcoind;
import io.holdfast.chain.sandbox.DrivenNode;

/** The Bitcoin rail on a real bitcoind. */
class BitcoindRailPeerIT extends BitcoinRailContract {
  @Override
  protected DrivenNode startNode() {
    return DrivenBitcoind.start();
  }
}
