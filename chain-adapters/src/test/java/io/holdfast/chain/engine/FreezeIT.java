package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.FindFork;
import io.holdfast.api.query.RailFork;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.Rails;
import io.holdfast.chain.follow.Step;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.Finality;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The node's chain leaves ours where ours is final: ours ends at 12, and 9 is final. */
class FreezeIT {
  private static final int LIVES = 40;
  private static final int MOST_COMMANDS = 13;

  private final MadeUpRail rail = new MadeUpRail(Finality.byDepth(MadeUpRail.FINALITY_DEPTH));
  private final Forks forks =
      new Forks(JdbcClient.create(rail.source()), new Rails(List.of(new NamedRail())));
  private final TestChain ours = TestChain.genesisOnly("main").mine(12, "main");
  private final TestChain other = ours.without(8).mine(11, "other");
  private final TestChain third = ours.without(10).mine(14, "third");

  @BeforeEach
  void aRailAtTheHead() {
    rail.follow(MadeUpNode.of(ours));
  }

  @Test
  void waitsAndTakesNothingBackUntilSomebodyDecides() {
    turn(other);

    assertThat(turn(other)).isInstanceOf(Step.Freeze.class);
    assertThat(rail.blocks.tip()).contains(ours.blocks().getLast());
    assertThat(rail.blocks.finalHeight()).isEqualTo(9);
  }

  @Test
  void showsWhatThereIsToDecideWhileItIsThere() {
    assertThatThrownBy(this::fork).isInstanceOf(Rejection.class);

    turn(other);
    assertThat(fork())
        .isEqualTo(
            new RailFork(
                MadeUpFacts.RAIL,
                new BlockRef(12, "main-12"),
                new BlockRef(4, "main-4"),
                new BlockRef(5, "other-5"),
                9,
                8,
                false));
    turn(third);
    assertThat(fork().theirs()).isEqualTo(new BlockRef(3, "third-3"));

    turn(ours);
    assertThatThrownBy(this::fork).isInstanceOf(Rejection.class);
  }

  @Test
  void endsAsAFreshIngestOfTheBranchThatAnAdministratorAccepted() {
    turn(other);
    rail.ledger.accept(MadeUpFacts.RAIL, "other-5");

    turn(other);

    assertThatThrownBy(this::fork).isInstanceOf(Rejection.class);
    assertIsAFreshIngestOf(other);
  }

  @Test
  void endsSoHoweverOftenItIsKilledOnTheWay() {
    turn(other);
    rail.ledger.accept(MadeUpFacts.RAIL, "other-5");

    for (int lives = 0; lives < LIVES; lives++) {
      rail.ledger.dieAfter(1 + lives * 5 % MOST_COMMANDS);
      try {
        turn(other);
      } catch (LedgerFault fault) {
        assertThat(fault).hasMessageContaining("ledger");
      }
      rail.restart();
    }
    rail.ledger.recover();
    turn(other);

    assertIsAFreshIngestOf(other);
  }

  @Test
  void takesAllOfOursBackThoughTheNodeComesBackToItHalfWay() {
    turn(other);
    rail.ledger.accept(MadeUpFacts.RAIL, "other-5");
    rail.thaw(MadeUpNode.of(other));
    rail.follow(MadeUpNode.of(other), 3);
    assertThat(rail.blocks.tip()).contains(ours.blocks().get(9));

    rail.follow(MadeUpNode.of(ours), 5);
    assertThat(rail.blocks.tip()).contains(ours.blocks().get(4));
    turn(ours);

    assertIsAFreshIngestOf(ours);
  }

  @Test
  void obeysNoDecisionThatWasMadeAboutAnotherBranch() {
    turn(other);
    rail.ledger.accept(MadeUpFacts.RAIL, "other-5");

    assertThat(turn(third)).isInstanceOf(Step.Freeze.class);
    assertThat(rail.blocks.tip()).contains(ours.blocks().getLast());
  }

  @Test
  void asksAgainWhenItFreezesAnewWhereItWasAcceptedOnce() {
    turn(other);
    rail.ledger.accept(MadeUpFacts.RAIL, "other-5");
    turn(other);
    rail.ledger.accept(MadeUpFacts.RAIL, "main-5");
    TestChain grown = ours.mine(8, "main");
    turn(grown);
    assertThat(rail.blocks.tip()).contains(grown.blocks().getLast());
    rail.ledger.forgetDecisions();

    assertThat(turn(other.mine(9, "other"))).isInstanceOf(Step.Freeze.class);
    assertThat(rail.blocks.tip()).contains(grown.blocks().getLast());
  }

  @Test
  void hasNothingToDecideAboutAnotherChain() {
    TestChain stranger = TestChain.genesisOnly("stranger").mine(30, "stranger");

    assertThat(turn(stranger)).matches(step -> ((Step.Freeze) step).fork() == null);

    assertThatThrownBy(this::fork).isInstanceOf(Rejection.class);
    assertThat(rail.blocks.tip()).contains(ours.blocks().getLast());
  }

  @Test
  void goesOnWithOurChainThoughADecisionIsThereWhenTheNodeComesBackToIt() {
    turn(other);
    rail.ledger.accept(MadeUpFacts.RAIL, "other-5");
    TestChain grown = ours.mine(3, "main");

    turn(grown);

    assertIsAFreshIngestOf(grown);
  }

  private Step turn(TestChain chain) {
    rail.thaw(MadeUpNode.of(chain));
    return rail.follow(MadeUpNode.of(chain));
  }

  private RailFork fork() {
    return forks.of(new FindFork(MadeUpFacts.RAIL));
  }

  private void assertIsAFreshIngestOf(TestChain chain) {
    assertThat(rail.outcome()).isEqualTo(MadeUpRail.ofAFreshIngest(chain));
  }
}
