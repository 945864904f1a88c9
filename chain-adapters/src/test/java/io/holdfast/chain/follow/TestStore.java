package io.holdfast.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Keeps what a follower applied, and holds it to the laws at each step. */
final class TestStore implements KnownChain {
  private static final int MOST_STEPS = 10_000;

  private final Deque<Header> applied = new ArrayDeque<>();
  private final long startHeight;
  private final int finalityDepth;
  private Optional<String> genesis = Optional.empty();
  private long finalHeight;

  TestStore(long startHeight, int finalityDepth) {
    this.startHeight = startHeight;
    this.finalityDepth = finalityDepth;
    this.finalHeight = startHeight - 1;
  }

  /** Follows until there is nothing to do or no more steps are allowed; answers the last step. */
  Step follow(NodeChain node, int steps) {
    Step step = Follower.next(this, node);
    for (int i = 0; i < steps && take(step, node); i++) {
      step = Follower.next(this, node);
    }
    return step;
  }

  Step follow(NodeChain node) {
    return follow(node, MOST_STEPS);
  }

  private boolean take(Step step, NodeChain node) {
    switch (step) {
      case Step.Apply(Header block) -> apply(block, node);
      case Step.OrphanTip(Header tip) -> orphan(tip);
      case Step.Wait _, Step.Freeze _ -> {
        return false;
      }
    }
    return true;
  }

  private void apply(Header block, NodeChain node) {
    if (applied.isEmpty()) {
      assertThat(block.height()).isEqualTo(startHeight);
    } else {
      assertThat(block.isChildOf(applied.getLast())).isTrue();
    }
    genesis = genesis.or(() -> Optional.of(node.genesis()));
    applied.addLast(block);
    finalHeight = Math.max(finalHeight, block.height() - finalityDepth + 1);
  }

  private void orphan(Header tip) {
    assertThat(tip).isEqualTo(applied.getLast());
    assertThat(tip.height()).as("what is final is never taken back").isGreaterThan(finalHeight);
    applied.removeLast();
  }

  List<Header> blocks() {
    return new ArrayList<>(applied);
  }

  @Override
  public Optional<Header> tip() {
    return Optional.ofNullable(applied.peekLast());
  }

  @Override
  public Optional<Header> first() {
    return Optional.ofNullable(applied.peekFirst());
  }

  @Override
  public Optional<String> genesis() {
    return genesis;
  }

  @Override
  public Optional<Header> at(long height) {
    return applied.stream().filter(block -> block.height() == height).findFirst();
  }

  @Override
  public long finalHeight() {
    return finalHeight;
  }

  @Override
  public long startHeight() {
    return startHeight;
  }
}
