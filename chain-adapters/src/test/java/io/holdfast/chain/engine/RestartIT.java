package io.holdfast.chain.engine;

import static io.holdfast.chain.engine.MadeUpRail.FINALITY_DEPTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Command;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.chain.follow.Happening;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.NodeChain;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.Finality;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * However it is stopped, and whatever the node went through meanwhile, the outcome is that of a
 * fresh ingest of the winning chain.
 */
class RestartIT {
  private static final int MOST_COMMANDS = 40;

  private MadeUpRail rail;

  @BeforeTry
  @BeforeEach
  void anEmptyRail() {
    rail = new MadeUpRail(Finality.byDepth(FINALITY_DEPTH));
  }

  @Property(tries = 40)
  void endsAsAFreshIngestThoughItIsKilledAgainAndAgain(
      @ForAll("histories") List<Happening> history) {
    TestChain winning = TestChain.genesisOnly("main").mine(2, "main");
    rail.follow(MadeUpNode.of(winning));
    int branch = 0;
    for (Happening happening : history) {
      TestChain before = winning;
      winning = happening.after(before, deepest(), FINALITY_DEPTH, "b" + branch++);
      followUntilKilled(happening.seen(before, winning), happening.steps());
    }
    TestChain last = winning.mine(1, "last");

    rail.follow(MadeUpNode.of(last));

    assertThat(ledgersChain()).isEqualTo(last.blocks().stream().map(RestartIT::ref).toList());
    assertThat(rail.outcome()).isEqualTo(MadeUpRail.ofAFreshIngest(last));
  }

  @Test
  void endsWhatItBeganThoughTheNodeIsOnAnotherBranchByThen() {
    TestChain ours = TestChain.genesisOnly("main").mine(8, "main");
    TestChain other = ours.without(3).mine(5, "other");
    rail.follow(MadeUpNode.of(ours.without(1)));
    rail.ledger.dieAfter(1);
    assertThatThrownBy(() -> rail.follow(MadeUpNode.of(ours))).isInstanceOf(LedgerFault.class);
    rail.ledger.recover();
    rail.restart();

    rail.follow(MadeUpNode.of(other));

    assertThat(rail.outcome()).isEqualTo(MadeUpRail.ofAFreshIngest(other));
  }

  @Provide
  Arbitrary<List<Happening>> histories() {
    return Happening.histories(10, FINALITY_DEPTH, MOST_COMMANDS);
  }

  /** Before its first command, or after any later one, whose answer it no longer hears. */
  private void followUntilKilled(NodeChain node, int commands) {
    rail.ledger.dieAfter(commands);
    try {
      rail.follow(MadeUpNode.of(node));
    } catch (LedgerFault fault) {
      assertThat(fault).hasMessageContaining("ledger");
    }
    rail.ledger.recover();
    rail.restart();
  }

  /** What is half taken in will be taken in, and makes an earlier block final. */
  private int deepest() {
    long tip = rail.blocks.tip().map(Header::height).orElse(0L);
    long settled =
        rail.blocks
            .pending()
            .map(pending -> pending.height() - FINALITY_DEPTH + 1)
            .orElse(rail.blocks.finalHeight());
    return (int) (tip - settled);
  }

  /** The way of the ledger's cursor: each block stands on the one before. A retry is no step. */
  private List<BlockRef> ledgersChain() {
    List<BlockRef> chain = new ArrayList<>();
    for (Command command : rail.ledger.told()) {
      switch (command) {
        case ApplyBlock apply when !isLast(chain, apply.block()) -> {
          assertThat(chain.isEmpty() || chain.getLast().hash().equals(apply.parentHash())).isTrue();
          chain.add(apply.block());
        }
        case OrphanBlock orphan when isLast(chain, orphan.block()) -> chain.removeLast();
        default -> {}
      }
    }
    return chain;
  }

  private static boolean isLast(List<BlockRef> chain, BlockRef block) {
    return !chain.isEmpty() && chain.getLast().equals(block);
  }

  private static BlockRef ref(Header block) {
    return new BlockRef(block.height(), block.hash());
  }
}
