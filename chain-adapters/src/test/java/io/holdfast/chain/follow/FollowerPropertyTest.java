package io.holdfast.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever a node goes through, the outcome equals a fresh ingest of the chain that wins. {@link
 * TestStore} checks parents, gaps and finality at each step.
 */
class FollowerPropertyTest {
  private static final int FINALITY = 6;

  @Property(tries = 500)
  void endsWhereAFreshIngestOfTheWinningChainEnds(
      @ForAll("histories") List<Happening> history, @ForAll @IntRange(min = 0, max = 8) int start) {
    TestStore store = new TestStore(start, FINALITY);
    TestChain winning = TestChain.genesisOnly("main").mine(start, "main");
    store.follow(winning);
    int branch = 0;
    for (Happening happening : history) {
      TestChain before = winning;
      String name = "b" + branch++;
      winning = happening.after(before, deepest(store), FINALITY, name);
      store.follow(happening.seen(before, winning), happening.steps());
    }
    TestChain last = winning.mine(1, "last");

    store.follow(last);

    TestStore fresh = new TestStore(start, FINALITY);
    fresh.follow(last);
    assertThat(store.blocks()).isEqualTo(fresh.blocks());
  }

  @Property(tries = 200)
  void takesNothingBackForAForkDeeperThanFinality(
      @ForAll @IntRange(min = 8, max = 60) int height,
      @ForAll @IntRange(min = FINALITY, max = 60) int depth) {
    TestStore store = new TestStore(0, FINALITY);
    TestChain ours = TestChain.genesisOnly("main").mine(height, "main");
    store.follow(ours);

    Step step = store.follow(ours.without(depth).mine(100, "other"));

    assertThat(step).isInstanceOf(Step.Freeze.class);
    assertThat(store.blocks()).isEqualTo(ours.blocks());
  }

  /** As deep as a reorganisation may go without touching what this store holds final. */
  private static int deepest(TestStore store) {
    return (int)
        (store.tip().map(Header::height).orElse(store.startHeight()) - store.finalHeight());
  }

  @Provide
  Arbitrary<List<Happening>> histories() {
    return Happening.histories(25, FINALITY + 3, 30);
  }
}
