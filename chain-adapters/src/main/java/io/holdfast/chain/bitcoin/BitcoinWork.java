package io.holdfast.chain.bitcoin;

import io.holdfast.api.rail.RailState;
import io.holdfast.chain.bitcoin.block.ChainFollower;
import io.holdfast.chain.bitcoin.block.MempoolWatcher;
import io.holdfast.chain.bitcoin.payout.PayoutWorker;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.chain.follow.Step;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.chain.run.RailStates;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.time.Duration;
import org.bitcoinj.base.BitcoinNetwork;

/**
 * One turn of the Bitcoin rail: blocks first, then what waits to be mined, then payouts; and how it
 * is doing. While the rail is frozen nothing is taken in and nothing is paid out.
 */
public final class BitcoinWork implements RailWork {
  private static final int MOST_STEPS = 50;

  /** Fewer blocks than this are taken in without a word. */
  private static final int SYNCING_LAG_BLOCKS = 3;

  /** A node may change its branch between two answers; it is not blamed for doing so once. */
  private static final int CONTRADICTIONS_FORGIVEN = 2;

  private final BitcoinRpc node;
  private final BitcoinNetwork network;
  private final ChainFollower follower;
  private final MempoolWatcher mempool;
  private final PayoutWorker payouts;
  private final RailStates states;
  private final Clock clock;
  private final Duration stalledAfter;
  private long lastStepMillis;
  private int contradictions;

  BitcoinWork(
      BitcoinRpc node,
      BitcoinNetwork network,
      ChainFollower follower,
      MempoolWatcher mempool,
      PayoutWorker payouts,
      RailStates states,
      Clock clock,
      Duration stalledAfter) {
    this.node = node;
    this.network = network;
    this.follower = follower;
    this.mempool = mempool;
    this.payouts = payouts;
    this.states = states;
    this.clock = clock;
    this.stalledAfter = stalledAfter;
  }

  @Override
  public boolean work() {
    try {
      return turn();
    } catch (NodeFailure failure) {
      states.now(RailState.UNREACHABLE, reason(failure));
      throw failure;
    }
  }

  private boolean turn() {
    ChainInfo info = node.chainInfo();
    if (!isOurNetwork(info.network())) {
      states.now(
          RailState.FROZEN,
          "the node is on network " + info.network() + ", this rail is set to " + network);
      return false;
    }
    if (saysSyncing(info) && follower.mayGoOn(info)) {
      states.now(RailState.SYNCING, "taking in blocks");
    }
    Step step = follower.follow(info, MOST_STEPS);
    return switch (step) {
      case Step.Apply _, Step.OrphanTip _ -> moved();
      case Step.Wait(Step.Cause cause, String reason) -> waiting(cause, reason, info);
      case Step.Freeze(String reason) -> {
        states.now(RailState.FROZEN, reason);
        yield false;
      }
    };
  }

  /**
   * Whether the ledger must hear that blocks are coming: there are many, or it may still hold the
   * rail frozen. A freeze ends when its cause is gone: nothing was undone, so there is nothing left
   * to decide.
   */
  private boolean saysSyncing(ChainInfo info) {
    return follower.lag(info.headHeight()) > SYNCING_LAG_BLOCKS || states.mayBeFrozen();
  }

  private boolean moved() {
    lastStepMillis = clock.millis();
    payouts.work();
    return true;
  }

  private boolean waiting(Step.Cause cause, String reason, ChainInfo info) {
    contradictions = cause == Step.Cause.CONTRADICTION ? contradictions + 1 : 0;
    switch (cause) {
      case AT_HEAD -> {
        atHead(info);
        mempool.look();
      }
      case NODE_BEHIND -> states.now(RailState.STALLED, reason);
      case CONTRADICTION -> {
        if (contradictions > CONTRADICTIONS_FORGIVEN) {
          states.now(RailState.UNREACHABLE, reason);
        }
        return false;
      }
    }
    payouts.work();
    return false;
  }

  private void atHead(ChainInfo info) {
    if (info.headerHeight() > info.headHeight()) {
      states.now(RailState.SYNCING, "the node itself is still loading blocks");
    } else if (follower.quietSinceMillis(lastStepMillis)
        < clock.millis() - stalledAfter.toMillis()) {
      states.now(
          RailState.STALLED, "no new block for longer than " + stalledAfter.toMinutes() + " min");
    } else {
      states.now(RailState.FOLLOWING, "at the head of the chain");
    }
  }

  private boolean isOurNetwork(String name) {
    return switch (network) {
      case MAINNET -> "main".equals(name);
      case TESTNET -> "test".equals(name) || "testnet4".equals(name);
      case SIGNET -> "signet".equals(name);
      case REGTEST -> "regtest".equals(name);
    };
  }

  private static String reason(NodeFailure failure) {
    return switch (failure) {
      case NodeUnreachable _ -> "the node cannot be reached";
      case NodeTimedOut _ -> "the node does not answer in time";
      case NodeAnsweredRubbish _ -> "the node's answers are not what its protocol says";
      case RpcError error -> "the node refuses what we ask, with code " + error.code();
    };
  }
}
