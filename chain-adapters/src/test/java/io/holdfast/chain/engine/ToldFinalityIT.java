package io.holdfast.chain.engine;

import static io.holdfast.chain.engine.MadeUpRail.FINALITY_DEPTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.follow.Step;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.Finality;
import org.junit.jupiter.api.Test;

/** A chain that says itself what is final. The payment looked at is in block 3. */
class ToldFinalityIT {
  private static final String PAYMENT = "only-main-3";
  private final TestChain three = TestChain.genesisOnly("main").mine(3, "main");
  private final TestChain twenty = three.mine(17, "main");
  private final MadeUpRail rail = new MadeUpRail(Finality.toldByChain());

  @Test
  void countsNoBlockAsFinalBeforeTheChainSaysSoHoweverDeepItLies() {
    rail.follow(MadeUpNode.of(three, 0));
    rail.follow(MadeUpNode.of(twenty, 2));

    assertThat(rail.countsOf(PAYMENT)).containsExactly(1L, 2L, 3L);
    assertThat(rail.blocks.finalHeight()).isEqualTo(2);
  }

  @Test
  void tellsThatABlockIsFinalThoughNoNewBlockCame() {
    rail.follow(MadeUpNode.of(three, 0));

    rail.follow(MadeUpNode.of(three, 3));

    assertThat(rail.countsOf(PAYMENT)).containsExactly(1L, (long) FINALITY_DEPTH);
    assertThat(rail.blocks.finalHeight()).isEqualTo(3);
  }

  @Test
  void tellsItOnce() {
    rail.follow(MadeUpNode.of(twenty, 20));
    rail.ledger.forget();

    rail.follow(MadeUpNode.of(twenty, 20));

    assertThat(rail.ledger.told()).isEmpty();
  }

  @Test
  void tellsItAgainWhenItDiedBeforeItCouldStoreThatItDid() {
    rail.follow(MadeUpNode.of(three, 2));
    rail.ledger.dieAfter(1);
    assertThatThrownBy(() -> rail.follow(MadeUpNode.of(three, 3))).isInstanceOf(LedgerFault.class);
    rail.ledger.recover();
    rail.restart();

    rail.follow(MadeUpNode.of(three, 3));

    assertThat(rail.deposits()).containsEntry("deposit:made-up:only-main-3:0", "main-3 4");
    assertThat(rail.blocks.finalHeight()).isEqualTo(3);
  }

  @Test
  void holdsNoBlockFinalThatItHasNotTakenIn() {
    rail.follow(MadeUpNode.of(three, 3_000));

    assertThat(rail.blocks.finalHeight()).isEqualTo(3);
  }

  @Test
  void takesBackHoweverDeepWhileTheChainHasNotSaidThatItIsFinal() {
    rail.follow(MadeUpNode.of(twenty, 2));
    TestChain other = twenty.without(18).mine(30, "other");

    rail.follow(MadeUpNode.of(other, 2));

    assertThat(rail.blocks.tip()).contains(other.blocks().getLast());
  }

  @Test
  void freezesWhenTheChainTakesBackWhatItSaidIsFinal() {
    rail.follow(MadeUpNode.of(twenty, 5));

    Step step = rail.follow(MadeUpNode.of(twenty.without(16).mine(30, "other"), 34));

    assertThat(step).isInstanceOf(Step.Freeze.class);
    assertThat(rail.blocks.tip()).contains(twenty.blocks().getLast());
    assertThat(rail.blocks.finalHeight()).isEqualTo(5);
  }

  @Test
  void neverTakesAFinalHeightBack() {
    rail.follow(MadeUpNode.of(twenty, 10));

    rail.follow(MadeUpNode.of(twenty.mine(1, "main"), 7));

    assertThat(rail.blocks.finalHeight()).isEqualTo(10);
  }
}
