package io.holdfast.chain.sandbox;

class BitcoindNodePeerIT extends BitcoinNodeContract {
  @Override
  DrivenNode start() {
    return DrivenBitcoind.start();
  }
}
