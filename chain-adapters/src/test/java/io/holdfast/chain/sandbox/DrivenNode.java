package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A node of either kind with its hands on the controls: a real bitcoind or the sandbox. Its payer
 * has coins.
 */
public interface DrivenNode extends AutoCloseable {
  NodeEndpoint endpoint();

  BitcoinRpc rpc();

  /** A call as it stands on the wire. */
  JsonNode raw(String method, Object... params);

  /** Mines blocks with all that waits. */
  void mine(int blocks);

  /** Takes away blocks and mines one empty block more; what was in them waits again. */
  void reorganise(int depthBlocks);

  /** One transaction that pays all of these. Answers with its id. */
  String pay(Map<String, Long> satsByAddress);

  /** Spends the coins of a waiting payment on this instead. */
  String replace(String txid, String address, long sats);

  void stall();

  void resume();

  @Override
  void close();

  default String pay(String address, long sats) {
    return pay(Map.of(address, sats));
  }
}
