package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Blocks are read ahead, and everything is as if each were read in its turn. */
class AheadNodeTest {
  private static final int MOST = 4;

  private final TestChain chain = TestChain.genesisOnly("main").mine(30, "main");
  private final Counting node = new Counting();
  private final ChainNode<List<String>> ahead = new ReadAhead(MOST).on(node, 0, 20);

  @Test
  void givesWhatTheNodeGivesAndAsksForEachBlockOnce() {
    for (long height = 1; height <= 20; height++) {
      Header header = ahead.at(height).orElseThrow();
      assertThat(header).isEqualTo(chain.at(height).orElseThrow());
      assertThat(ahead.block(header)).isEqualTo(MadeUpNode.payments(header));
    }
    assertThat(node.blocksRead).hasSize(20);
    assertThat(ahead.at(31)).isEmpty();
  }

  @Test
  void readsSoManyAtOnceAndNoneFurtherBeforeTheyAreTakenIn() throws InterruptedException {
    node.gate = new CountDownLatch(1);
    Thread follower = Thread.startVirtualThread(() -> ahead.at(1));
    try {
      await().until(() -> node.asked.size() == MOST);
      assertThat(node.asked).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    } finally {
      node.gate.countDown();
    }
    follower.join();
    await().until(() -> node.blocksRead.size() == MOST);
    ahead.at(1);
    assertThat(node.asked).noneMatch(height -> height > 1 + MOST);
  }

  @Test
  void readsNoFurtherThanTheTurnGoes() {
    for (long height = 1; height <= 20; height++) {
      ahead.at(height);
    }
    assertThat(node.asked).noneMatch(height -> height > 20);
  }

  @Test
  void whatFailsAheadFailsOnlyInItsTurnAndWorksAgainWhenTheNodeDoes() {
    node.broken.add(3L);
    Header second = ahead.at(2).orElseThrow();
    assertThat(ahead.block(second)).isEqualTo(MadeUpNode.payments(second));

    assertThatThrownBy(() -> ahead.at(3)).isInstanceOf(NodeUnreachable.class);

    node.broken.clear();
    assertThat(ahead.at(3)).isEqualTo(chain.at(3));
  }

  @Test
  void aHangIsNotAskedForAgainInTheSameTurn() {
    node.hanging = true;

    assertThatThrownBy(() -> ahead.at(1)).isInstanceOf(NodeTimedOut.class);

    assertThat(node.askers).as("those who read ahead").doesNotContain(Thread.currentThread());
  }

  @Test
  void aBlockOfAnotherHeaderIsAskedOfTheNodeItself() {
    ahead.at(5);
    Header other = new Header(5, "other-5", "other-4");

    assertThat(ahead.block(other)).isEqualTo(MadeUpNode.payments(other));
  }

  @Test
  void asksAsTheFollowerDoesWhereNothingIsBehind() {
    assertThat(new ReadAhead(MOST).<List<String>>on(node, 29, 30)).isSameAs(node);
    assertThat(ReadAhead.none().<List<String>>on(node, 0, 30)).isSameAs(node);
  }

  @Test
  void aDefectOfTheReaderIsNotTakenForAFailureOfTheNode() {
    node.defect = true;
    assertThatThrownBy(() -> ahead.at(1)).isInstanceOf(IllegalStateException.class);
  }

  /** Remembers what it was asked; can hold every answer back, and can fail. */
  private final class Counting implements ChainNode<List<String>> {
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> blocksRead = ConcurrentHashMap.newKeySet();
    private final Set<Long> broken = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Set<Thread> askers = ConcurrentHashMap.newKeySet();
    private volatile boolean defect;
    private volatile boolean hanging;

    @Override
    public String genesis() {
      return chain.genesis();
    }

    @Override
    public long headHeight() {
      return chain.headHeight();
    }

    @Override
    public Optional<Header> at(long height) {
      asked.add(height);
      askers.add(Thread.currentThread());
      if (hanging) {
        throw new NodeTimedOut("nothing came");
      }
      if (defect) {
        throw new IllegalArgumentException("a defect");
      }
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new NodeUnreachable("interrupted", e);
      }
      if (broken.contains(height)) {
        throw new NodeUnreachable("it is down");
      }
      return chain.at(height);
    }

    @Override
    public List<String> block(Header header) {
      if (!blocksRead.add(header.hash())) {
        throw new NodeAnsweredRubbish("asked twice for " + header.hash());
      }
      return MadeUpNode.payments(header);
    }
  }
}
