package io.holdfast.chain.bitcoin;

import io.holdfast.chain.bitcoin.rpc.NodeEndpoint;
import java.util.Map;

/**
 * A node and somebody outside with coins, as the rail's contract needs them. What passes on every
 * fixture passes on every node.
 */
public interface NodeFixture extends AutoCloseable {
  NodeEndpoint endpoint();

  long height();

  /** Mines blocks with all that waits. */
  void mine(int blocks);

  /** Pays in one transaction; answers with its id. */
  String pay(Map<String, Long> satsByAddress);

  /** Spends the coins of a waiting payment on another one, for a higher fee. */
  String replace(String txid, String address, long sats);

  /** Takes the newest blocks away and mines one more, empty; what they held waits again. */
  void reorganise(int depthBlocks);

  /** An address that is not ours. */
  String outsideAddress();

  /** Takes questions and answers none. */
  void hang();

  void resume();

  @Override
  void close();
}
