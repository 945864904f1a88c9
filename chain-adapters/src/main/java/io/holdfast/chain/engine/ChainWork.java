package io.holdfast.chain.engine;

import io.holdfast.api.rail.RailState;
import io.holdfast.chain.follow.Fork;
import io.holdfast.chain.follow.Step;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeOfAnotherChain;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.chain.run.RailStates;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One turn of any rail: blocks first, then what waits for a block, then payouts; and how it is
 * doing. While the rail is frozen or paused nothing is taken in and nothing is paid out; what was
 * sent before is found in its block when the rail goes on.
 *
 * @param <B> the content of a block
 */
public final class ChainWork<B> implements RailWork {
  private static final int MOST_STEPS = 50;

  /** So few blocks are taken in within a moment, and without a word. */
  private static final int SYNCING_LAG_BLOCKS = 12;

  /** A node may change its branch between two answers; it is not blamed for doing so once. */
  private static final int CONTRADICTIONS_FORGIVEN = 2;

  private final ChainSource<B> source;
  private final BlockFollower<B> follower;
  private final Duties duties;
  private final RailStates states;
  private final Clock clock;
  private final Duration stalledAfter;
  private long lastStepMillis;
  private long turnedAwayMillis;
  private int contradictions;

  /**
   * @param stalledAfter without a new block for so long, the rail says that it stands still
   */
  public ChainWork(
      ChainSource<B> source,
      BlockFollower<B> follower,
      Duties duties,
      RailStates states,
      Clock clock,
      Duration stalledAfter) {
    this.source = source;
    this.follower = follower;
    this.duties = duties;
    this.states = states;
    this.clock = clock;
    this.stalledAfter = stalledAfter;
  }

  @Override
  public boolean work() {
    if (states.isPaused()) {
      return false;
    }
    try {
      return turn();
    } catch (NodeOfAnotherChain stranger) {
      states.now(RailState.FROZEN, String.valueOf(stranger.getMessage()));
      return false;
    } catch (NodeFailure failure) {
      states.now(RailState.UNREACHABLE, reason(failure));
      source.turnAway(reason(failure));
      throw failure;
    }
  }

  private boolean turn() {
    ChainNode<B> node = source.look();
    Optional<String> refusal = node.refusal();
    if (refusal.isPresent()) {
      states.now(RailState.FROZEN, refusal.get());
      source.turnAway(refusal.get());
      return false;
    }
    follower.saw(node, clock.millis());
    follower.thaw(node);
    if (saysSyncing(node) && follower.mayGoOn(node)) {
      states.now(RailState.SYNCING, "taking in blocks");
    }
    Step step = follower.follow(node, MOST_STEPS);
    return switch (step) {
      case Step.Apply _ -> moved();
      case Step.OrphanTip _ -> fallen();
      case Step.Wait(Step.Cause cause, String reason) -> waiting(cause, reason, node);
      case Step.Freeze(String reason, Fork fork) -> {
        states.frozen(reason, fork == null ? null : fork.theirs().hash());
        source.turnAway(reason);
        yield false;
      }
    };
  }

  /**
   * Whether the ledger must hear that blocks are coming: there are many, or it may still hold the
   * rail frozen. A freeze ends when its cause is gone: nothing was undone, so there is nothing left
   * to decide.
   */
  private boolean saysSyncing(ChainNode<B> node) {
    return follower.lag(node.headHeight()) > SYNCING_LAG_BLOCKS || states.mayBeFrozen();
  }

  private boolean moved() {
    lastStepMillis = clock.millis();
    duties.payOut();
    return true;
  }

  /** More is to be taken back: nothing is paid from coins that are about to vanish. */
  private boolean fallen() {
    lastStepMillis = clock.millis();
    return true;
  }

  private boolean waiting(Step.Cause cause, String reason, ChainNode<B> node) {
    contradictions = cause == Step.Cause.CONTRADICTION ? contradictions + 1 : 0;
    switch (cause) {
      case AT_HEAD -> {
        atHead(node);
        duties.lookAtWaiting();
      }
      case NODE_BEHIND -> {
        states.now(RailState.STALLED, reason);
        source.turnAway(reason);
      }
      case CONTRADICTION -> {
        if (contradictions > CONTRADICTIONS_FORGIVEN) {
          states.now(RailState.UNREACHABLE, reason);
          source.turnAway(reason);
        }
        return false;
      }
    }
    duties.payOut();
    return false;
  }

  private void atHead(ChainNode<B> node) {
    if (node.isLoading()) {
      states.now(RailState.SYNCING, "the node itself is still loading blocks");
    } else if (follower.quietSinceMillis(lastStepMillis)
        < clock.millis() - stalledAfter.toMillis()) {
      String reason = "no new block for longer than " + stalledAfter.toMinutes() + " min";
      states.now(RailState.STALLED, reason);
      askAnother(reason);
    } else {
      states.now(RailState.FOLLOWING, "at the head of the chain");
    }
  }

  /** A node may stand still alone. Each is given time to show that it does not. */
  private void askAnother(String reason) {
    if (turnedAwayMillis < clock.millis() - stalledAfter.toMillis()) {
      turnedAwayMillis = clock.millis();
      source.turnAway(reason);
    }
  }

  private static String reason(NodeFailure failure) {
    return switch (failure) {
      case NodeUnreachable _ -> "the node cannot be reached";
      case NodeTimedOut _ -> "the node does not answer in time";
      case NodeAnsweredRubbish _ -> "the node's answers are not what its protocol says";
      case NodeOfAnotherChain stranger -> String.valueOf(stranger.getMessage());
      case RpcError error -> "the node refuses what we ask, with code " + error.code();
    };
  }
}
