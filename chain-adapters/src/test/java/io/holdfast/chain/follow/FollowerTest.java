package io.holdfast.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.follow.Step.Cause;
import io.holdfast.chain.follow.Step.Freeze;
import io.holdfast.chain.follow.Step.Wait;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private static final int FINALITY = 3;
  private final TestChain ten = TestChain.genesisOnly("main").mine(10, "main");

  @Test
  void beginsAtTheStartHeightAndTakesEveryBlockUpToTheHead() {
    TestStore store = new TestStore(4, FINALITY);

    assertThat(store.follow(ten)).isEqualTo(new Wait(Cause.AT_HEAD, "at the head of the chain"));
    assertThat(store.blocks()).isEqualTo(ten.blocks().subList(4, 11));
  }

  @Test
  void waitsForANodeThatHasNotReachedTheStartHeight() {
    assertThat(new TestStore(11, FINALITY).follow(ten))
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.cause()).isEqualTo(Cause.NODE_BEHIND));
  }

  @Test
  void fallsBackToTheCommonAncestorAndFollowsTheOtherBranch() {
    TestStore store = aStoreAt(ten);
    TestChain other = ten.without(2).mine(3, "other");

    store.follow(other);

    assertThat(store.blocks()).isEqualTo(other.blocks());
  }

  @Test
  void followsAnotherBranchOfEqualHeightForTheNodeHasChosenIt() {
    TestStore store = aStoreAt(ten);
    TestChain other = ten.without(1).mine(1, "other");

    store.follow(other);

    assertThat(store.blocks()).isEqualTo(other.blocks());
  }

  @Test
  void freezesBeforeAnythingIsTakenBackWhenTheForkLiesBelowTheFinalHeight() {
    TestStore store = aStoreAt(ten);

    assertThat(store.follow(ten.without(FINALITY).mine(9, "other"))).isInstanceOf(Freeze.class);
    assertThat(store.blocks()).isEqualTo(ten.blocks());
  }

  @Test
  void remembersWhatWasFinalWhileItFallsBack() {
    TestStore store = aStoreAt(ten);
    store.follow(ten.without(2).mine(3, "other"), 2);
    assertThat(store.tip()).contains(ten.blocks().get(8));

    assertThat(store.follow(ten.without(3).mine(9, "deeper"))).isInstanceOf(Freeze.class);
  }

  @Test
  void goesOnWhenTheNodeComesBackToOurChain() {
    TestStore store = aStoreAt(ten);
    store.follow(ten.without(8).mine(20, "other"));
    TestChain grown = ten.mine(2, "main");

    store.follow(grown);

    assertThat(store.blocks()).isEqualTo(grown.blocks());
  }

  @Test
  void freezesWhereTheNodeThrewAwayWhatComesNextAndNotBefore() {
    assertThat(aStoreAt(ten).follow(keptFrom(12, ten.mine(5, "main"))))
        .isEqualTo(
            new Freeze(
                "the node no longer keeps block 11, which comes next: payments may be in it."
                    + " Give the rail a node that has it"));
    assertThat(aStoreAt(ten).follow(keptFrom(12, ten))).isInstanceOf(Step.Wait.class);
    assertThat(aStoreAt(ten).follow(keptFrom(11, ten.mine(5, "main"))))
        .isInstanceOf(Step.Wait.class);
    assertThat(new TestStore(3, 4).follow(keptFrom(4, ten))).isInstanceOf(Freeze.class);
  }

  private static NodeChain keptFrom(long height, TestChain chain) {
    return new NodeChain() {
      @Override
      public String genesis() {
        return chain.genesis();
      }

      @Override
      public long headHeight() {
        return chain.headHeight();
      }

      @Override
      public Optional<Header> at(long at) {
        return chain.at(at);
      }

      @Override
      public long keptFrom() {
        return height;
      }
    };
  }

  @Test
  void freezesOnTheNodeOfAnotherChain() {
    assertThat(aStoreAt(ten).follow(TestChain.genesisOnly("else").mine(50, "else")))
        .isEqualTo(new Freeze("the node serves another chain: its first block is not ours"));
  }

  @Test
  void waitsForANodeThatFellBackToAnOlderHead() {
    TestStore store = aStoreAt(ten);

    assertThat(store.follow(ten.without(5)))
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.cause()).isEqualTo(Cause.NODE_BEHIND));
    assertThat(store.blocks()).isEqualTo(ten.blocks());
  }

  @Test
  void appliesNoBlockThatDoesNotStandOnTheCursor() {
    TestStore store = aStoreAt(ten);
    TestChain broken = new TestChain(append(ten, new Header(11, "main-11", "nobody")));

    assertThat(store.follow(broken))
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.cause()).isEqualTo(Cause.CONTRADICTION));
  }

  private static java.util.List<Header> append(TestChain chain, Header block) {
    java.util.List<Header> blocks = new java.util.ArrayList<>(chain.blocks());
    blocks.add(block);
    return blocks;
  }

  private static TestStore aStoreAt(TestChain chain) {
    TestStore store = new TestStore(0, FINALITY);
    store.follow(chain);
    return store;
  }
}
