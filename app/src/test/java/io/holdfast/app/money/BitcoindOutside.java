package io.holdfast.app.money;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestBitcoind;
import java.util.Map;

/** A real bitcoind and its wallet. */
record BitcoindOutside(TestBitcoind bitcoind) implements Outside {
  @Override
  public String pay(Map<String, Long> satsByAddress) {
    return bitcoind.payMany(satsByAddress);
  }

  @Override
  public String replace(String transaction, String address, long sats) {
    return bitcoind.replace(transaction, address, sats);
  }

  @Override
  public void mine(int blocks) {
    bitcoind.mine(blocks);
  }

  @Override
  public void reorganise(int depthBlocks) {
    bitcoind.reorganise(depthBlocks);
  }

  @Override
  public void stall(boolean stalled) {
    if (stalled) {
      bitcoind.hang();
    } else {
      bitcoind.resume();
    }
  }

  @Override
  public BitcoinRpc node() {
    return new HttpBitcoinRpc(
        new NodeEndpoint(
            bitcoind.url(),
            new Credentials.UserPassword(TestBitcoind.USER, TestBitcoind.PASSWORD)));
  }
}
