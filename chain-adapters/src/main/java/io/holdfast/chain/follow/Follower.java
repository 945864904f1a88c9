package io.holdfast.chain.follow;

import io.holdfast.chain.follow.Step.Apply;
import io.holdfast.chain.follow.Step.Cause;
import io.holdfast.chain.follow.Step.Freeze;
import io.holdfast.chain.follow.Step.OrphanTip;
import io.holdfast.chain.follow.Step.Wait;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides the next step of following a chain, from what is stored and what the node says.
 * Stateless: a follower that was killed between two steps decides the same again.
 */
public final class Follower {
  private Follower() {}

  /** What a person decided is carried out to the end, whatever the node says meanwhile. */
  public static Step next(KnownChain known, NodeChain node) {
    return falling(known).orElseGet(() -> byTheNode(known, node));
  }

  private static Optional<Step> falling(KnownChain known) {
    OptionalLong down = known.fallsTo();
    return known
        .tip()
        .filter(tip -> down.isPresent() && tip.height() > down.getAsLong())
        .map(OrphanTip::new);
  }

  private static Step byTheNode(KnownChain known, NodeChain node) {
    if (known.genesis().filter(genesis -> !genesis.equals(node.genesis())).isPresent()) {
      return new Freeze("the node serves another chain: its first block is not ours");
    }
    return known.tip().map(tip -> onTip(tip, known, node)).orElseGet(() -> first(known, node));
  }

  private static Step first(KnownChain known, NodeChain node) {
    long start = known.startHeight();
    if (node.headHeight() < start) {
      return new Wait(Cause.NODE_BEHIND, "the node has not reached the start height " + start);
    }
    if (start < node.keptFrom()) {
      return gone(start);
    }
    return node.at(start)
        .filter(block -> block.height() == start)
        .<Step>map(Apply::new)
        .orElseGet(Follower::contradiction);
  }

  private static Step onTip(Header tip, KnownChain known, NodeChain node) {
    long head = node.headHeight();
    if (head < tip.height()) {
      return new Wait(Cause.NODE_BEHIND, "the node's head is below the block we stand on");
    }
    if (head > tip.height() && tip.height() + 1 < node.keptFrom()) {
      return gone(tip.height() + 1);
    }
    Optional<Header> there = node.at(tip.height());
    if (there.isEmpty() || there.get().height() != tip.height()) {
      return contradiction();
    }
    return there.get().hash().equals(tip.hash())
        ? above(tip, head, node)
        : backFrom(tip, known, node);
  }

  private static Step above(Header tip, long head, NodeChain node) {
    if (head == tip.height()) {
      return new Wait(Cause.AT_HEAD, "at the head of the chain");
    }
    return node.at(tip.height() + 1)
        .filter(block -> block.isChildOf(tip))
        .<Step>map(Apply::new)
        .orElseGet(Follower::contradiction);
  }

  /**
   * The node is on another branch. The common ancestor is looked for before anything is taken back,
   * so that a reorganisation too deep is refused as a whole.
   */
  private static Step backFrom(Header tip, KnownChain known, NodeChain node) {
    for (long height = tip.height() - 1; height >= known.finalHeight(); height--) {
      Optional<Header> ours = known.at(height);
      Optional<Header> theirs = node.at(height);
      if (ours.isEmpty() || (theirs.isPresent() && sameBlock(ours.get(), theirs.get()))) {
        return new OrphanTip(tip);
      }
      if (theirs.isEmpty()) {
        return contradiction();
      }
    }
    return pastFinality(known, node);
  }

  private static Step pastFinality(KnownChain known, NodeChain node) {
    String reason =
        "the node's chain differs from ours at or below the final height "
            + known.finalHeight()
            + ": a reorganisation past finality, or the node of another chain";
    return known
        .first()
        .filter(first -> isShared(first, node))
        .map(first -> lastShared(first, known, node))
        .<Step>map(
            meets ->
                node.at(meets.height() + 1)
                    .<Step>map(theirs -> new Freeze(reason, new Fork(meets, theirs)))
                    .orElseGet(Follower::contradiction))
        .orElseGet(() -> new Freeze(reason + "; it has none of our blocks"));
  }

  /** Two chains that part never meet again, so that halving finds where they part. */
  private static Header lastShared(Header first, KnownChain known, NodeChain node) {
    Header shared = first;
    long differs = known.finalHeight();
    while (differs - shared.height() > 1) {
      long middle = shared.height() + (differs - shared.height()) / 2;
      Optional<Header> ours = known.at(middle).filter(block -> isShared(block, node));
      if (ours.isPresent()) {
        shared = ours.get();
      } else {
        differs = middle;
      }
    }
    return shared;
  }

  private static boolean isShared(Header ours, NodeChain node) {
    return node.at(ours.height()).filter(theirs -> sameBlock(ours, theirs)).isPresent();
  }

  private static boolean sameBlock(Header ours, Header theirs) {
    return ours.hash().equals(theirs.hash());
  }

  private static Step gone(long height) {
    return new Freeze(
        "the node no longer keeps block "
            + height
            + ", which comes next: payments may be in it. Give the rail a node that has it");
  }

  private static Step contradiction() {
    return new Wait(Cause.CONTRADICTION, "the node's answers do not fit together");
  }
}
