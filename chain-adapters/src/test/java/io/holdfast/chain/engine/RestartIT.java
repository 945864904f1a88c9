package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.Finality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However it is stopped, the outcome is that of a fresh ingest of the winning chain. */
class RestartIT {
  private final TestChain ours = TestChain.genesisOnly("main").mine(8, "main");
  private final TestChain other = ours.without(3).mine(5, "other");
  private final MadeUpRail rail = new MadeUpRail(Finality.byDepth(MadeUpRail.FINALITY_DEPTH));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void endsAsAFreshIngestThoughItDiesAfterEachFewCommands(int commands) {
    rail.follow(MadeUpNode.of(ours));

    for (int lives = 0; lives < 30; lives++) {
      rail.ledger.dieAfter(commands);
      try {
        rail.follow(MadeUpNode.of(lives % 3 == 0 ? ours : other));
      } catch (LedgerFault fault) {
        assertThat(fault).hasMessageContaining("ledger");
      }
      rail.restart();
    }
    rail.ledger.recover();
    rail.follow(MadeUpNode.of(other));

    assertIsAFreshIngestOf(other);
  }

  @Test
  void endsWhatItBeganThoughTheNodeIsOnAnotherBranchByThen() {
    rail.follow(MadeUpNode.of(ours.without(1)));
    rail.ledger.dieAfter(1);
    assertThatThrownBy(() -> rail.follow(MadeUpNode.of(ours))).isInstanceOf(LedgerFault.class);
    rail.ledger.recover();
    rail.restart();

    rail.follow(MadeUpNode.of(other));

    assertIsAFreshIngestOf(other);
  }

  private void assertIsAFreshIngestOf(TestChain chain) {
    MadeUpRail fresh = new MadeUpRail(Finality.byDepth(MadeUpRail.FINALITY_DEPTH));
    fresh.follow(MadeUpNode.of(chain));
    assertThat(rail.deposits()).isEqualTo(fresh.deposits());
    assertThat(rail.blocks.tip()).isEqualTo(fresh.blocks.tip());
    assertThat(rail.blocks.finalHeight()).isEqualTo(fresh.blocks.finalHeight());
  }
}
