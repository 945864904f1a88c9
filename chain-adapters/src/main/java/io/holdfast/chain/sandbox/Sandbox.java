package io.holdfast.chain.sandbox;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.time.Clock;
import java.util.List;
import org.bitcoinj.core.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The simulated Bitcoin node as the program holds it: where the adapter finds it, and what may be
 * done to it. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
  private final SimulatedNode node;
  private final Faucet faucet;
  private final NodeServer server;

  private Sandbox(SimulatedNode node, Faucet faucet, NodeServer server) {
    this.node = node;
    this.faucet = faucet;
    this.server = server;
  }

  /**
   * @param password for the node's door, made anew at each start
   */
  static Sandbox start(ChainStore store, Clock clock, String password) {
    Faucet faucet = new Faucet();
    SimulatedNode node = new SimulatedNode(store, faucet, clock);
    node.read(ChainState::tip);
    return new Sandbox(node, faucet, new NodeServer(new NodeMethods(node), password));
  }

  /** Where and how the node is asked. */
  public NodeEndpoint endpoint() {
    return server.endpoint();
  }

  String pay(List<Faucet.Due> dues, @Nullable String replaces) {
    try {
      return node.change(
          chain -> {
            Transaction payment =
                replaces == null ? faucet.pay(chain, dues) : faucet.replace(chain, replaces, dues);
            return new Acceptance(chain).accept(payment, node.nowSeconds()).txid();
          });
    } catch (NodeRefusal refusal) {
      throw new Rejection(
          refusal.reason().equals("dust") ? ErrorCode.BELOW_MINIMUM : ErrorCode.WRONG_STATE,
          "The simulated node refuses the payment: " + refusal.words() + ".");
    }
  }

  long mine(int blocks) {
    return node.change(
        chain -> {
          for (int i = 0; i < blocks; i++) {
            chain.mine(faucet.script(), node.nowSeconds());
          }
          return (long) chain.tip().height();
        });
  }

  long reorganise(int depthBlocks, boolean dropTransactions) {
    return node.change(
        chain -> {
          if (depthBlocks > chain.tip().height()) {
            throw new Rejection(ErrorCode.MALFORMED_REQUEST, "The chain has not that many blocks.");
          }
          return (long)
              chain
                  .reorganise(depthBlocks, dropTransactions, faucet.script(), node.nowSeconds())
                  .height();
        });
  }

  void stall(boolean stalled) {
    if (stalled) {
      server.stall();
    } else {
      server.resume();
    }
  }

  boolean stalled() {
    return server.stalled();
  }

  /** Every block ever mined, the first one first, for tests that show them to a real node. */
  List<MinedBlock> allBlocks() {
    return node.read(chain -> chain.minedSince(0));
  }

  @Override
  public void close() {
    server.close();
  }
}
