package io.holdfast.app.money;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import java.util.List;
import java.util.Map;

/** The world outside the ledger: somebody with coins, the miners, and the node's moods. */
interface Outside {
  /** One transaction with all these outputs. Answers with its id. */
  String pay(Map<String, Long> satsByAddress);

  /** Spends the coins of a waiting payment on this instead. */
  String replace(String transaction, String address, long sats);

  void mine(int blocks);

  /** The newest blocks lose their place; what they held waits again. */
  void reorganise(int depthBlocks);

  /** The node takes questions and answers none, until it goes on. */
  void stall(boolean stalled);

  /** The chain as the node tells it, past the ledger. */
  BitcoinRpc node();

  /** The outputs in the form of the sandbox's door. */
  static List<Map<String, String>> outputs(Map<String, Long> satsByAddress) {
    return satsByAddress.entrySet().stream()
        .map(each -> Map.of("address", each.getKey(), "amount", Long.toString(each.getValue())))
        .toList();
  }
}
